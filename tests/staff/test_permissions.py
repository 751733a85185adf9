import pytest

from staff.permissions import ROLE_CARDS, Permission, Role, permissions_of

SEES_A_PERSON = {
    Permission.SEE_OWN_CLIENTS,
    Permission.SEE_PROJECT_CLIENTS,
    Permission.FIND_PROJECT_CLIENTS,
    Permission.OPEN_FIGURES,
    Permission.OPEN_RESTRICTED_CLIENTS,
    Permission.KEEP_CLIENT_FACTS,
    Permission.LOG_SESSIONS,
    Permission.READ_NOTES,
    Permission.READ_CONFIDENTIAL_NOTES,
    Permission.USE_IDENTITY_CODES,
    Permission.IMPORT_BOOKS,
    Permission.ASSIGN_CLIENTS,
    Permission.SETTLE_DOUBLES,
}
# As the table of the design says it, role by role.
HOLDERS = {
    Permission.SEE_OWN_CLIENTS: {Role.COACH},
    Permission.FIND_PROJECT_CLIENTS: {Role.COACH},
    Permission.SEE_PROJECT_CLIENTS: {Role.COORDINATOR, Role.MANAGER, Role.SECRETARY},
    Permission.READ_NOTES: {Role.COACH, Role.COORDINATOR, Role.MANAGER},
    Permission.READ_CONFIDENTIAL_NOTES: {Role.COORDINATOR, Role.MANAGER},
    Permission.OPEN_RESTRICTED_CLIENTS: {Role.MANAGER},
    Permission.LOG_SESSIONS: {Role.COACH, Role.COORDINATOR, Role.MANAGER},
    Permission.KEEP_CLIENT_FACTS: {Role.COACH, Role.COORDINATOR, Role.MANAGER, Role.SECRETARY},
    Permission.USE_IDENTITY_CODES: {Role.SECRETARY},
    Permission.IMPORT_BOOKS: {Role.MANAGER, Role.SECRETARY},
    Permission.SEE_REPORTS: {Role.COACH, Role.COORDINATOR, Role.MANAGER},
    Permission.OPEN_FIGURES: {Role.COORDINATOR, Role.MANAGER},
    Permission.PUBLISH_REPORTS: {Role.MANAGER},
    Permission.SEE_MONEY: {Role.MANAGER},
    Permission.KEEP_MONEY: {Role.MANAGER},
    Permission.ASSIGN_CLIENTS: {Role.COORDINATOR, Role.MANAGER},
    Permission.SETTLE_DOUBLES: {Role.MANAGER, Role.SECRETARY},
    Permission.KEEP_CATALOGUE: {Role.COORDINATOR, Role.MANAGER},
    Permission.KEEP_PROJECT: {Role.MANAGER},
    Permission.MANAGE_MEMBERS: {Role.MANAGER},
    Permission.SEE_EMPLOYERS: {Role.COACH, Role.COORDINATOR, Role.MANAGER, Role.PARTNER},
    # The administrator's own, held by no role of a project.
    Permission.MANAGE_USERS: set(),
}


@pytest.mark.parametrize("permission", Permission)
def test_permission_is_held_by_these_roles_only(permission):
    holders = {role for role, card in ROLE_CARDS.items() if permission in card.permissions}
    assert holders == HOLDERS[permission]


def test_every_role_has_a_card_in_words():
    assert set(ROLE_CARDS) == set(Role)
    assert [role for role, card in ROLE_CARDS.items() if not str(card.sees) or not str(card.does)] == []


@pytest.mark.parametrize("role", [Role.PARTNER, Role.AUDITOR])
def test_partner_and_auditor_never_see_a_person(role):
    assert permissions_of([role]) & SEES_A_PERSON == set()


def test_permissions_of_several_roles_are_their_union():
    coach, secretary = permissions_of([Role.COACH]), permissions_of([Role.SECRETARY])
    assert permissions_of([Role.COACH, Role.SECRETARY]) == coach | secretary
    assert coach != coach | secretary != secretary


def test_permissions_of_no_role_are_none():
    assert permissions_of([]) == frozenset()


def test_permissions_of_a_role_not_known_are_refused():
    with pytest.raises(ValueError, match="director"):
        permissions_of([Role.COACH, "director"])
