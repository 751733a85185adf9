import pytest
from coaching.sign_in_sheets import sheet
from staff import auditing
pytestmark = pytest.mark.django_db
def test_write(meeting, member, group):
    group.language="ara"; group.place="Kemin kirjasto"
    with auditing.act(by="cli"): group.save()
    for n in "Abdi Ali Amina Dalal Fatima Hodan Ibrahim Jamila Khadra Leyla Mohammed Nadia Omar".split():
        member(first_names=n, last_name="Noor")
    member(first_names="Salaa", last_name="Nen", has_safety_restriction=True)
    open("/tmp/h6-shots/sheet.pdf","wb").write(sheet(meeting=meeting, with_names=True))
