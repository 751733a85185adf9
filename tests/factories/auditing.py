"""How factories write: in the name of the command line, as every write needs an actor."""

from typing import Any

import factory

from staff import auditing


class AuditedFactory(factory.django.DjangoModelFactory):
    class Meta:
        abstract = True
        skip_postgeneration_save = True

    @classmethod
    def _create(cls, model_class: type, *args: Any, **kwargs: Any) -> Any:
        with auditing.act(by="cli"):
            return super()._create(model_class, *args, **kwargs)
