from coaching.handouts import reach


def test_reach_tells_the_commonest_language_first():
    found = reach(["fin", "eng"], persons=3, by_language={"eng": 1, "fin": 2}, tongues={})
    assert (found.persons, list(found.by_language.items())) == (3, [("fin", 2), ("eng", 1)])


def test_reach_names_the_missing_languages_by_clients_who_read_none_of_those_there_are():
    tongues = {("som", "fin"): 1, ("ara",): 1, ("som",): 1, ("som", "ara"): 1, (): 1, ("eng",): 1}
    found = reach(["fin", "eng"], persons=0, by_language={}, tongues=tongues)
    assert list(found.missing.items()) == [("som", 2), ("ara", 1)]
    assert (found.lacking, found.unknown, found.persons) == (3, 1, 0)


def test_reach_of_a_material_in_no_language_lacks_all_and_without_clients_nobody():
    nobody = {"persons": 0, "by_language": {}}
    assert dict(reach([], tongues={("fin",): 1, ("som",): 1}, **nobody).missing) == {"fin": 1, "som": 1}
    assert dict(reach([], tongues={}, **nobody).missing) == {}
