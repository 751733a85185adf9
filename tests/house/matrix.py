"""Who gets what at every address: one line each.

how        GET: a page (a POST is refused). POST: a verb (a GET is refused). FORM: a page that also takes a POST.
of         what `pk` in the address stands for (see world.py); other arguments are found by their own name. - for none.
elsewhere  what each of the six roles gets whose project is another one; = for the same as in their own. Who may not
           come in even in their own (403) may not elsewhere either.
Answers are HTTP statuses; `login` is a redirect to the sign-in page, 302 a redirect anywhere else.
"""

from dataclasses import dataclass

ROLES = ("coach", "coordinator", "manager", "secretary", "partner", "auditor")
PEOPLE = ("anonymous", "stranger", *ROLES, "administrator")

MATRIX = """
url                          how  of         anonymous stranger coach coordinator manager secretary partner auditor administrator elsewhere
set_language                 FORM -          302       302      302   302         302     302       302     302     302           =
account_login                FORM -          200       302      302   302         302     302       302     302     302           =
account_logout               FORM -          login     200      200   200         200     200       200     200     200           =
account_signup               FORM -          200       302      302   302         302     302       302     302     302           =
account_change_password      FORM -          login     200      200   200         200     200       200     200     200           =
account_reauthenticate       FORM -          login     200      200   200         200     200       200     200     200           =
account_inactive             GET  -          200       200      200   200         200     200       200     200     200           =
admin:index                  FORM -          302       302      302   302         302     302       302     302     200           =
clients:list                 GET  -          login     404      200   200         200     200       403     403     404           =
clients:detail               GET  client     login     404      200   200         200     200       403     403     404           404
clients:client-reason        FORM client     login     404      302   302         302     302       403     403     404           404
coaching:session-log         FORM -          login     404      200   200         200     403       403     403     404           =
coaching:client              GET  client     login     404      200   200         200     403       403     403     404           404
coaching:step-add            POST enrolment  login     404      422   422         422     403       403     403     404           404
coaching:stage-move          POST enrolment  login     404      422   422         422     403       403     403     404           404
coaching:step-change         POST step       login     404      422   422         422     403       403     403     404           404
coaching:step-done           POST step       login     404      302   302         302     403       403     403     404           404
coaching:step-drop           POST step       login     404      302   302         302     403       403     403     404           404
reports:home                 GET  -          login     200      200   200         200     200       200     200     200           =
reports:index                GET  -          login     404      200   200         200     403       403     403     404           =
reports:snapshot             GET  -          login     404      200   200         200     404       404     404     404           404
reports:snapshot-pdf         GET  -          login     404      200   200         200     404       404     404     404           404
reports:people               GET  -          login     404      200   200         200     404       404     404     404           404
reports:results              GET  -          login     404      200   200         200     404       404     404     404           404
reports:result-people        GET  -          login     404      200   200         200     404       404     404     404           404
staff:help                   GET  -          200       200      200   200         200     200       200     200     200           =
staff:act-undo               POST -          login     302      302   302         302     302       302     302     302           =
staff:healthz                GET  -          200       200      200   200         200     200       200     200     200           =
"""  # noqa: E501 - a table is read by its columns


@dataclass(frozen=True)
class Row:
    """One address and the answer each person gets there."""

    url: str
    how: str
    of: str
    answers: dict[str, str]


def read(table: str) -> list[Row]:
    """The rows of a table. Raises ValueError when its columns aren't the expected ones."""
    heading, *lines = (line.split() for line in table.strip().splitlines())
    if heading != ["url", "how", "of", *PEOPLE, "elsewhere"]:
        raise ValueError(f"unexpected columns: {heading}")
    rows = []
    for url, how, of, *answers, elsewhere in lines:
        known = dict(zip(PEOPLE, answers, strict=True))
        away = {
            f"{role} elsewhere": known[role] if elsewhere == "=" or known[role] == "403" else elsewhere
            for role in ROLES
        }
        rows.append(Row(url, how, of, known | away))
    return rows
