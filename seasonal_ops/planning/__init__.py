"""The verbs of planning: each one transaction's work, and the facts that say what happened.

Every verb takes the session first and everything else by name; `now` is an aware instant and `actor`
who is to be named. It raises a `seasonal_ops.errors` error with one sentence, and then nothing is done.
"""

from seasonal_ops.planning.adding import NewActivity, When, add_activities, add_all
from seasonal_ops.planning.agreeing import agree_action, answer_for_everybody
from seasonal_ops.planning.aims import GateChange, add_lesson, set_gate, set_target
from seasonal_ops.planning.anchors import move_anchor, preview_anchor
from seasonal_ops.planning.claims import NewClaim, make_claim
from seasonal_ops.planning.contacts import (
    NOT_QUIET,
    ContactEdit,
    Quiet,
    add_contact,
    edit_contact,
    remove_contact,
)
from seasonal_ops.planning.drafting import draft_plan
from seasonal_ops.planning.editing import Edit, edit_activity
from seasonal_ops.planning.meetings import (
    close_meeting,
    note_in_meeting,
    open_meeting,
    set_attendance,
)
from seasonal_ops.planning.outlook import outlook_of_move
from seasonal_ops.planning.people import (
    add_partner,
    assign,
    respond,
    set_capacity,
    unassign,
)
from seasonal_ops.planning.plans import activities_of, go_live, name_lead
from seasonal_ops.planning.revising import Heard, Revision, revise_activity
from seasonal_ops.planning.rolling import Rolled, roll_forward
from seasonal_ops.planning.schedule import cancel_activity, move_activity, put_on, set_status
from seasonal_ops.planning.series import cancel_following, change_rule, move_following
from seasonal_ops.planning.templating import template_of
from seasonal_ops.planning.waiting import move_with_waiting, preview_move, stop_waiting, wait_for

__all__ = [
    "NOT_QUIET",
    "ContactEdit",
    "Edit",
    "GateChange",
    "Heard",
    "NewActivity",
    "NewClaim",
    "Quiet",
    "Revision",
    "Rolled",
    "When",
    "activities_of",
    "add_activities",
    "add_all",
    "add_contact",
    "add_lesson",
    "add_partner",
    "agree_action",
    "answer_for_everybody",
    "assign",
    "cancel_activity",
    "cancel_following",
    "change_rule",
    "close_meeting",
    "draft_plan",
    "edit_activity",
    "edit_contact",
    "go_live",
    "make_claim",
    "move_activity",
    "move_anchor",
    "move_following",
    "move_with_waiting",
    "name_lead",
    "note_in_meeting",
    "open_meeting",
    "outlook_of_move",
    "preview_anchor",
    "preview_move",
    "put_on",
    "remove_contact",
    "respond",
    "revise_activity",
    "roll_forward",
    "set_attendance",
    "set_capacity",
    "set_gate",
    "set_status",
    "set_target",
    "stop_waiting",
    "template_of",
    "unassign",
    "wait_for",
]
