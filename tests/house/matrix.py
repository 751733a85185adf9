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
clients:add                  FORM -          login     404      200   200         200     200       403     403     404           =
clients:reopen               FORM client     login     404      200   200         200     200       403     403     404           404
clients:change               FORM client     login     404      200   200         200     200       403     403     404           404
clients:restrict             POST client     login     404      302   404         302     403       403     403     404           404
clients:unrestrict           POST client     login     404      403   403         302     403       403     403     404           404
clients:consent-give         POST client     login     404      422   422         422     422       403     403     404           404
clients:consent-withdraw     POST consent    login     404      422   422         422     422       403     403     404           404
clients:stay-reopen          POST enrolment  login     404      302   302         302     302       403     403     404           404
clients:stay-withdraw        FORM enrolment  login     404      200   200         200     200       403     403     404           404
clients:target-group-add     POST enrolment  login     404      422   422         422     422       403     403     404           404
clients:target-group-end     POST tgmember   login     404      422   422         422     422       403     403     404           404
clients:doubles              GET  -          login     404      403   403         200     200       403     403     404           =
clients:double               GET  client     login     404      403   403         200     200       403     403     404           404
clients:double-merge         POST client     login     404      403   403         302     302       403     403     404           404
clients:double-apart         POST client     login     404      403   403         302     302       403     403     404           404
clients:merge-undo           POST merge      login     404      403   403         302     302       403     403     404           404
clients:assignments          GET  -          login     404      403   200         200     403       403     403     404           =
clients:assignments-move     POST -          login     404      403   404         404     403       403     403     404           =
clients:coach-add            POST client     login     404      403   422         422     403       403     403     404           404
clients:coach-end            POST assignment login     404      403   302         302     403       403     403     404           404
clients:family               FORM client     login     404      200   200         200     200       403     403     404           404
clients:family-leave         POST client     login     404      302   302         302     302       403     403     404           404
clients:family-relation      POST client     login     404      302   302         302     302       403     403     404           404
clients:handover             FORM client     login     404      403   200         200     403       403     403     404           404
clients:substitutions        FORM -          login     404      200   200         200     403       403     403     404           =
clients:substitution-end     POST substitution login     404      302   302         302     403       403     403     404           404
clients:participation        GET  enrolment  login     404      200   200         200     200       403     403     404           404
clients:participation-tell   POST enrolment  login     404      422   422         422     422       403     403     404           404
clients:activity-end         FORM activity   login     404      200   200         200     200       403     403     404           404
clients:activity-terms       FORM activity   login     404      200   200         200     200       403     403     404           404
clients:activity-confirm     FORM activity   login     404      200   200         200     200       403     403     404           404
clients:activity-withdraw    FORM activity   login     404      200   200         200     200       403     403     404           404
clients:outcome-evidence     FORM outcome    login     404      200   200         200     200       403     403     404           404
clients:outcome-withdraw     FORM outcome    login     404      200   200         200     200       403     403     404           404
coaching:appointment-add     POST -          login     404      422   422         422     403       403     403     404           =
coaching:appointment-agree   POST enrolment  login     404      422   422         422     403       403     403     404           404
coaching:appointment-cancel  POST appointment login     404      422   422         422     403       403     403     404           404
coaching:appointment-move    FORM appointment login     404      200   200         200     403       403     403     404           404
coaching:calendar            GET  -          login     404      200   200         200     403       403     403     404           =
coaching:calendar-feed       GET  -          404       404      404   404         404     404       404     404     404           =
coaching:calendar-feed-close POST -          login     404      302   302         302     403       403     403     404           =
coaching:calendar-feed-renew POST -          login     404      200   200         200     403       403     403     404           =
coaching:digest              GET  -          login     404      200   200         200     200       403     403     404           =
coaching:families            GET  -          login     404      200   200         200     403       403     403     404           =
coaching:worklist            GET  -          login     404      200   200         200     403       403     403     404           =
coaching:worklist-clients    GET  -          login     404      200   200         200     403       403     403     404           =
coaching:advice-log          FORM -          login     404      200   200         200     403       403     403     404           =
coaching:session-log         FORM -          login     404      200   200         200     403       403     403     404           =
coaching:session             GET  session    login     404      200   200         200     403       403     403     404           404
coaching:session-edit        FORM session    login     404      200   200         200     403       403     403     404           404
coaching:session-withdraw    POST session    login     404      422   422         422     403       403     403     404           404
coaching:client              GET  client     login     404      200   200         200     403       403     403     404           404
coaching:step-add            POST enrolment  login     404      422   422         422     403       403     403     404           404
coaching:stage-move          POST enrolment  login     404      422   422         422     403       403     403     404           404
coaching:stay-close          FORM enrolment  login     404      200   200         200     200       403     403     404           404
coaching:carry-over          FORM -          login     404      403   200         200     403       403     403     404           404
coaching:step-change         FORM step       login     404      200   200         200     403       403     403     404           404
coaching:step-done           POST step       login     404      302   302         302     403       403     403     404           404
coaching:step-drop           POST step       login     404      302   302         302     403       403     403     404           404
coaching:goal-add            POST enrolment  login     404      422   422         422     403       403     403     404           404
coaching:goal-change         FORM goal       login     404      200   200         200     403       403     403     404           404
coaching:goal-reach          POST goal       login     404      302   302         302     403       403     403     404           404
coaching:goal-drop           POST goal       login     404      302   302         302     403       403     403     404           404
coaching:step-next           POST step       login     404      302   302         302     403       403     403     404           404
coaching:stage-correct       FORM stage      login     404      200   200         200     403       403     403     404           404
coaching:stage-withdraw      POST stage      login     404      302   302         302     403       403     403     404           404
coaching:stages              FORM -          login     404      403   403         200     403       403     403     404           404
coaching:stage-rename        FORM -          login     404      403   403         200     403       403     403     404           404
coaching:stage-shift         POST -          login     404      403   403         302     403       403     403     404           404
coaching:stage-remove        POST -          login     404      403   403         302     403       403     403     404           404
coaching:topics              FORM -          login     404      403   403         200     403       403     403     404           404
coaching:topic-rename        FORM topic      login     404      403   403         200     403       403     403     404           404
coaching:topic-shift         POST topic      login     404      403   403         302     403       403     403     404           404
coaching:topic-use           POST topic      login     404      403   403         302     403       403     403     404           404
projects:list                GET  -          login     404      403   302         302     403       403     403     404           =
projects:settings            GET  -          login     404      403   200         200     403       403     403     404           404
projects:parts               FORM -          login     404      403   403         200     403       403     403     404           404
projects:reporting-dates     FORM -          login     404      403   403         200     403       403     403     404           404
projects:reporting-date-remove POST -          login     404      403   403         302     403       403     403     404           404
projects:target-groups       FORM -          login     404      403   403         200     403       403     403     404           404
projects:target-group-change FORM target_group login     404      403   403         200     403       403     403     404           404
projects:categories          GET  -          login     404      403   403         200     403       403     403     404           404
projects:category-shift      POST -          login     404      403   403         302     403       403     403     404           404
projects:languages           FORM -          login     404      403   403         200     403       403     403     404           404
projects:language-end        FORM served     login     404      403   403         200     403       403     403     404           404
projects:funding-add         FORM -          login     404      403   403         200     403       403     403     404           404
projects:funding-change      FORM source     login     404      403   403         200     403       403     403     404           404
projects:budget-draw-up      FORM -          login     404      403   403         200     403       403     403     404           404
projects:budget-posts        FORM budget     login     404      403   403         200     403       403     403     404           404
projects:cofinancing-agree   FORM -          login     404      403   403         200     403       403     403     404           404
projects:population          FORM -          login     404      403   403         200     403       403     403     404           =
projects:urbanisation        POST -          login     404      403   403         422     403       403     403     404           =
projects:costs               FORM -          login     404      403   403         200     403       403     403     404           404
projects:cost-paste          FORM -          login     404      403   403         200     403       403     403     404           404
projects:cost-correct        FORM cost       login     404      403   403         200     403       403     403     404           404
projects:claims              FORM -          login     404      403   403         200     403       403     403     404           404
projects:claim-send          FORM claim      login     404      403   403         200     403       403     403     404           404
projects:claim-funding       FORM claim      login     404      403   403         200     403       403     403     404           404
projects:invoices            GET  -          login     404      403   403         200     403       403     403     404           404
projects:invoices-draw-up    POST claim      login     404      403   403         302     403       403     403     404           404
projects:invoice-bill        FORM invoice    login     404      403   403         200     403       403     403     404           404
projects:invoice-receive     FORM invoice    login     404      403   403         200     403       403     403     404           404
coaching:outcome             FORM client     login     404      200   200         200     403       403     403     404           404
coaching:follow-ups          GET  -          login     404      200   200         200     403       403     403     404           =
coaching:follow-up-answer    POST follow_up  login     404      422   422         422     403       403     403     404           404
coaching:follow-up-withdraw  POST follow_up  login     404      302   302         302     403       403     403     404           404
coaching:cards               GET  -          login     404      200   200         200     403       403     403     404           =
coaching:card-withdraw       FORM card_held  login     404      200   200         200     403       403     403     404           404
coaching:card-need-add       FORM client     login     404      200   200         200     403       403     403     404           404
coaching:card-need-end       POST card_need  login     404      302   302         302     403       403     403     404           404
projects:partners            GET  -          login     404      200   200         200     200       403     403     404           =
projects:partner             GET  partner    login     404      200   200         200     200       403     403     404           =
projects:partner-add         FORM -          login     404      200   200         200     200       403     403     404           =
projects:partner-change      FORM partner    login     404      403   200         200     403       403     403     404           =
projects:partner-contact     FORM partner    login     404      200   200         200     200       403     403     404           =
coaching:client-assessment   GET  client     login     404      200   200         200     403       403     403     404           404
coaching:basics-change       FORM client     login     404      200   200         200     403       403     403     404           404
coaching:finding-add         POST client     login     404      422   422         422     403       403     403     404           404
coaching:finding-change      FORM obstacle   login     404      200   200         200     403       403     403     404           404
coaching:finding-withdraw    POST obstacle   login     404      422   422         422     403       403     403     404           404
coaching:obstacle-solve      POST obstacle   login     404      302   302         302     403       403     403     404           404
coaching:measure             FORM enrolment  login     404      200   200         200     403       403     403     404           404
coaching:measurement-change  FORM measurement login     404      200   200         200     403       403     403     404           404
coaching:measurement-withdraw POST measurement login     404      422   422         422     403       403     403     404           404
coaching:situation           FORM enrolment  login     404      200   200         200     403       403     403     404           404
coaching:instruments         GET  -          login     404      403   200         200     403       403     403     404           =
coaching:instrument-add      FORM -          login     404      403   200         200     403       403     403     404           =
coaching:instrument          GET  instrument login     404      403   200         200     403       403     403     404           =
coaching:instrument-change   POST instrument login     404      403   422         422     403       403     403     404           =
coaching:instrument-questions POST instrument login     404      403   422         422     403       403     403     404           =
coaching:instrument-band-add POST instrument login     404      403   422         422     403       403     403     404           =
coaching:instrument-band-remove POST band    login     404      403   302         302     403       403     403     404           =
coaching:instrument-copy     POST instrument login     404      403   422         422     403       403     403     404           =
coaching:instrument-retire   POST instrument login     404      403   422         422     403       403     403     404           =
coaching:groups              GET  -          login     404      200   200         200     403       403     403     404           =
coaching:group-add           FORM -          login     404      200   200         200     403       403     403     404           =
coaching:group               GET  group      login     404      200   200         200     403       403     403     404           404
coaching:group-change        FORM group      login     404      200   200         200     403       403     403     404           404
coaching:group-end           POST group      login     404      422   422         422     403       403     403     404           404
coaching:group-join          POST group      login     404      302   302         302     403       403     403     404           404
coaching:meeting-add         FORM group      login     404      200   200         200     403       403     403     404           404
coaching:group-leave         POST group_member login     404      302   302         302     403       403     403     404           404
coaching:meeting-change      FORM meeting    login     404      200   200         200     403       403     403     404           404
coaching:meeting-cancel      POST meeting    login     404      422   422         422     403       403     403     404           404
coaching:meeting-copy        POST meeting    login     404      302   302         302     403       403     403     404           404
coaching:meeting-register    POST meeting    login     404      302   302         302     403       403     403     404           404
coaching:meeting-unregister  POST meeting    login     404      302   302         302     403       403     403     404           404
coaching:group-sheet         GET  meeting    login     404      200   200         200     403       403     403     404           404
coaching:group-attendance    GET  meeting    login     404      200   200         200     403       403     403     404           404
coaching:attendance-mark     POST meeting    login     404      302   302         302     403       403     403     404           404
coaching:attendance-rest     POST meeting    login     404      302   302         302     403       403     403     404           404
coaching:attendance-walk-in  POST meeting    login     404      302   302         302     403       403     403     404           404
coaching:attendance-step     POST meeting    login     404      302   302         302     403       403     403     404           404
coaching:attendance-heads    POST meeting    login     404      422   422         422     403       403     403     404           404
coaching:attendance-done     POST meeting    login     404      302   302         302     403       403     403     404           404
coaching:attendance-person   FORM meeting    login     404      200   200         200     403       403     403     404           404
coaching:attendance-unmark   POST meeting    login     404      302   302         302     403       403     403     404           404
coaching:client-services     GET  client     login     404      200   200         200     403       403     403     404           404
coaching:offers-add          POST enrolment  login     404      422   422         422     403       403     403     404           404
coaching:offer-turn          POST offer      login     404      422   422         422     403       403     403     404           404
coaching:offer-back          POST offer      login     404      422   422         422     403       403     403     404           404
coaching:client-paper-choose GET  client     login     404      302   302         302     403       403     403     404           404
coaching:client-paper        GET  client     login     404      200   200         200     403       403     403     404           404
coaching:material-give       POST client     login     404      302   302         302     403       403     403     404           404
coaching:gift-remove         POST gift       login     404      302   302         302     403       403     403     404           404
coaching:catalogues          GET  -          login     404      302   302         302     403       403     403     404           =
coaching:services            GET  -          login     404      200   200         200     403       403     403     404           404
coaching:service-add         FORM -          login     404      403   200         200     403       403     403     404           404
coaching:services-load       POST -          login     404      403   302         302     403       403     403     404           404
coaching:service             GET  service    login     404      200   200         200     403       403     403     404           404
coaching:service-people      GET  service    login     404      200   200         200     403       403     403     404           404
coaching:service-change      FORM service    login     404      403   200         200     403       403     403     404           404
coaching:service-end         POST service    login     404      403   422         422     403       403     403     404           404
coaching:materials           GET  -          login     404      200   200         200     403       403     403     404           =
coaching:material-add        FORM -          login     404      403   200         200     403       403     403     404           =
coaching:materials-load      POST -          login     404      403   302         302     403       403     403     404           =
coaching:material-change     FORM material   login     404      403   200         200     403       403     403     404           =
coaching:phrases             GET  -          login     404      403   200         200     403       403     403     404           =
coaching:phrase-change       FORM -          login     404      403   200         200     403       403     403     404           =
coaching:phrase-restore      POST -          login     404      403   302         302     403       403     403     404           =
projects:imports             GET  -          login     404      403   403         200     200       403     403     404           =
projects:import-new          FORM -          login     404      403   403         200     200       403     403     404           =
projects:import-columns      FORM batch      login     404      403   403         200     200       403     403     404           404
projects:import-sheet        POST batch      login     404      403   403         422     422       403     403     404           404
projects:import              GET  batch      login     404      403   403         302     302       403     403     404           404
projects:import-values       FORM batch      login     404      403   403         200     200       403     403     404           404
projects:import-errors       GET  batch      login     404      403   403         200     200       403     403     404           404
projects:import-cell         POST batch      login     404      403   403         302     302       403     403     404           404
projects:import-alike        POST batch      login     404      403   403         302     302       403     403     404           404
projects:import-leave        POST batch      login     404      403   403         302     302       403     403     404           404
projects:import-take-back    POST batch      login     404      403   403         302     302       403     403     404           404
projects:import-refused      GET  batch      login     404      403   403         200     200       403     403     404           404
projects:import-preview      GET  batch      login     404      403   403         200     200       403     403     404           404
projects:import-start        POST batch      login     404      403   403         302     302       403     403     404           404
projects:import-progress     GET  batch      login     404      403   403         200     200       403     403     404           404
projects:import-undo         POST batch      login     404      403   403         302     302       403     403     404           404
projects:import-again        POST batch      login     404      403   403         302     302       403     403     404           404
projects:import-discard      POST batch      login     404      403   403         302     302       403     403     404           404
clients:import-doubles       GET  batch      login     404      403   403         200     200       403     403     404           404
clients:import-answer        POST batch      login     404      403   403         302     302       403     403     404           404
clients:import-ask-again     POST batch      login     404      403   403         302     302       403     403     404           404
clients:import-differences   POST batch      login     404      403   403         302     302       403     403     404           404
reports:home                 GET  -          login     200      200   200         200     200       200     200     200           =
reports:index                GET  -          login     404      200   200         200     403       403     403     404           =
reports:all-snapshot         GET  -          login     404      200   200         200     403       403     403     404           404
reports:all-people           GET  -          login     404      200   200         200     403       403     403     404           404
reports:snapshot             GET  -          login     404      200   200         200     404       404     404     404           404
reports:snapshot-pdf         GET  -          login     404      200   200         200     404       404     404     404           404
reports:snapshot-xlsx        GET  -          login     404      200   200         200     404       404     404     404           404
reports:snapshot-csv         GET  -          login     404      200   200         200     404       404     404     404           404
reports:people               GET  -          login     404      200   200         200     404       404     404     404           404
reports:rule-people          GET  -          login     404      200   200         200     404       404     404     404           404
reports:explain              FORM -          login     404      403   403         302     403       403     403     404           404
reports:explanations         GET  -          login     404      200   200         200     404       404     404     404           404
reports:explanation-withdraw FORM explanation login    404      403   403         200     403       403     403     404           404
reports:split                GET  -          login     404      200   200         200     404       404     404     404           404
reports:split-people         GET  -          login     404      200   200         200     404       404     404     404           404
reports:flow                 GET  -          login     404      200   200         200     404       404     404     404           404
reports:flow-people          GET  -          login     404      200   200         200     404       404     404     404           404
reports:confirmations        GET  -          login     404      200   200         200     404       404     404     404           404
reports:confirmation-people  GET  -          login     404      200   200         200     404       404     404     404           404
reports:money                GET  -          login     404      403   403         200     403       403     403     404           =
reports:funding              GET  -          login     404      403   403         200     403       403     403     404           404
reports:budget               GET  -          login     404      403   403         200     403       403     403     404           404
reports:cofinancing          GET  -          login     404      403   403         200     403       403     403     404           404
reports:follow-up            GET  -          login     404      403   403         200     403       403     403     404           404
reports:claim                GET  claim      login     404      403   403         200     403       403     403     404           404
reports:claim-copy           GET  claim      login     404      403   403         200     403       403     403     404           404
reports:claim-pdf            GET  claim      login     404      403   403         200     403       403     403     404           404
reports:claim-xlsx           GET  claim      login     404      403   403         200     403       403     403     404           404
reports:invoice-pdf          GET  invoice    login     404      403   403         200     403       403     403     404           404
reports:indicators           GET  -          login     404      200   200         200     404       404     404     404           404
reports:indicators-xlsx      GET  -          login     404      200   200         200     404       404     404     404           404
reports:indicator-people     GET  -          login     404      200   200         200     404       404     404     404           404
reports:publish              FORM -          login     404      404   404         200     404       404     404     404           404
reports:publications         GET  -          login     404      200   200         200     404       404     404     404           404
reports:publication          GET  publication login    404      200   200         200     404       404     200     404           404
reports:publication-now      GET  publication login    404      200   200         200     404       404     404     404           404
reports:publication-pdf      GET  publication login    404      200   200         200     404       404     200     404           404
reports:publication-xlsx     GET  publication login    404      200   200         200     404       404     200     404           404
reports:publication-json     GET  publication login    404      200   200         200     404       404     200     404           404
reports:publication-readers  FORM publication login    404      404   404         200     404       404     404     404           404
reports:publication-reader-close POST reader  login     404      404   404         302     404       404     404     404           404
reports:published-people     GET  publication login    404      200   200         200     404       404     200     404           404
reports:published-name       FORM publication login    404      404   404         404     404       404     200     404           404
reports:eura                 GET  -          login     404      200   200         200     200       404     404     404           404
reports:eura-sheet           GET  enrolment  login     404      200   200         200     200       404     404     404           404
reports:readiness            GET  -          login     404      200   200         200     404       404     404     404           404
reports:readiness-people     GET  -          login     404      200   200         200     404       404     404     404           404
reports:funder-reports       GET  -          login     404      200   200         200     403       403     403     404           404
reports:funder-report-add    FORM -          login     404      403   403         200     403       403     403     404           404
reports:funder-report        GET  freport    login     404      200   200         200     403       403     403     404           404
reports:funder-report-change FORM freport    login     404      403   403         200     403       403     403     404           404
reports:funder-report-withdraw POST freport  login     404      403   403         302     403       403     403     404           404
reports:funder-report-pdf    GET  freport    login     404      200   200         200     403       403     403     404           404
reports:report-part-add      POST freport    login     404      403   403         302     403       403     403     404           404
reports:report-part          FORM rpart      login     404      403   403         200     403       403     403     404           404
reports:report-part-move     POST rpart      login     404      403   403         302     403       403     403     404           404
reports:report-part-remove   POST rpart      login     404      403   403         302     403       403     403     404           404
reports:promises             GET  -          login     404      200   200         200     404       404     404     404           404
reports:promise-add          FORM -          login     404      403   403         200     403       403     403     404           404
reports:promise              FORM promise    login     404      403   403         200     403       403     403     404           404
reports:promise-withdraw     FORM promise    login     404      403   403         200     403       403     403     404           404
reports:results              GET  -          login     404      200   200         200     404       404     404     404           404
reports:results-part         GET  -          login     404      200   200         200     404       404     404     404           404
reports:results-xlsx         GET  -          login     404      200   200         200     404       404     404     404           404
reports:audience             GET  -          login     404      200   200         200     404       404     404     404           404
reports:audience-pdf         GET  -          login     404      200   200         200     404       404     404     404           404
reports:audience-xlsx        GET  -          login     404      200   200         200     404       404     404     404           404
reports:result-people        GET  -          login     404      200   200         200     404       404     404     404           404
staff:draft-discard          POST -          login     302      302   302         302     302       302     302     302           =
staff:draft-save             POST -          login     200      200   200         200     200       200     200     200           =
staff:me                     FORM -          login     200      200   200         200     200       200     200     200           =
staff:help                   GET  -          200       200      200   200         200     200       200     200     200           =
staff:device-enrol           POST -          login     302      302   302         302     302       302     302     302           =
staff:device-forget          POST device     login     404      302   404         404     404       404     404     404           404
staff:awake                  GET  -          login     204      204   204         204     204       204     204     204           =
staff:act-undo               POST -          login     302      302   302         302     302       302     302     302           =
staff:healthz                GET  -          200       200      200   200         200     200       200     200     200           =
clients:exports              GET  -          login     404      200   200         200     200       403     403     404           =
clients:export               FORM -          login     404      200   200         200     200       403     403     404           =
clients:export-file          GET  export     login     404      200   404         404     404       403     403     404           404
clients:list-book            GET  -          login     404      200   200         200     200       403     403     404           =
projects:exports             GET  -          login     404      403   403         200     200       403     403     404           =
projects:book-export         GET  -          login     404      403   403         200     200       403     403     404           =
projects:book-template       GET  -          login     404      403   403         200     200       403     403     404           =
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
