from coaching.handouts import Given, reach

GUIDE, OTHER = 1, 2


def test_reach_counts_persons_once_and_once_in_each_language():
    given = [
        Given(GUIDE, 1, "fin"),
        Given(GUIDE, 1, "fin"),
        Given(GUIDE, 1, "eng"),
        Given(GUIDE, 2, "fin"),
        Given(OTHER, 3, "fin"),
    ]
    found = reach(GUIDE, ["fin", "eng"], given, [])
    assert (found.persons, dict(found.by_language)) == (2, {"fin": 2, "eng": 1})


def test_reach_names_the_missing_languages_by_clients_who_read_none_of_those_there_are():
    tongues = [["som", "fin"], ["som"], ["som", "ara"], ["ara"], [], ["eng"]]
    found = reach(GUIDE, ["fin", "eng"], [], tongues)
    assert list(found.missing.items()) == [("som", 2), ("ara", 1)]
    assert (found.lacking, found.unknown, found.persons) == (3, 1, 0)


def test_reach_of_a_material_in_no_language_lacks_all_and_without_clients_nobody():
    assert dict(reach(GUIDE, [], [], [["fin"], ["som"]]).missing) == {"fin": 1, "som": 1}
    assert dict(reach(GUIDE, [], [], []).missing) == {}
