"""Migration steps for models with triggers, many at a time."""

from collections.abc import Sequence
from typing import Any

from django.db.migrations.operations.base import Operation


class InstallTriggers(Operation):
    """Install every trigger of the app's models as this migration's state has them.

    pgtrigger's own step takes one trigger at a time and renders the whole state for each. The first
    migrations name their triggers in the models' options and install them together; later ones use pgtrigger's.
    """

    reversible = True
    reduces_to_sql = True

    def state_forwards(self, app_label: str, state: Any) -> None:
        """The models' options already hold the triggers."""

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        for model in to_state.apps.get_app_config(app_label).get_models():
            for trigger in getattr(model._meta, "triggers", []):
                schema_editor.execute(trigger.install_sql, params=None)

    def database_backwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        for model in from_state.apps.get_app_config(app_label).get_models():
            for trigger in getattr(model._meta, "triggers", []):
                schema_editor.execute(trigger.uninstall_sql, params=None)

    def describe(self) -> str:
        return "Installs the triggers of this app's models"


class Together(Operation):
    """Many changes to an app's models in one step: each alone would render every model of the house again.

    Only for changes that don't build on one another's columns.
    """

    reversible = True
    reduces_to_sql = True

    def __init__(self, operations: Sequence[Operation]):
        self.operations = operations

    def state_forwards(self, app_label: str, state: Any) -> None:
        # Rendered models would be kept up to date after every change; they are rendered anew when next asked for.
        state.__dict__.pop("apps", None)
        for operation in self.operations:
            operation.state_forwards(app_label, state)

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        for operation in self.operations:
            operation.database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        for operation in reversed(self.operations):
            operation.database_backwards(app_label, schema_editor, from_state, to_state)

    def describe(self) -> str:
        return "Changes the models of this app"
