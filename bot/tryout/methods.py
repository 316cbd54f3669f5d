"""Every method this server speaks, by its lower-case name (method names are case-insensitive)."""

from collections.abc import Callable
from typing import Any

from bot.tryout import editing, profile, sending
from bot.tryout.core import Telegram
from bot.tryout.params import Params

Method = Callable[[Telegram, Params], Any]

METHODS: dict[str, Method] = {
    "getme": profile.get_me,
    "getchat": profile.get_chat,
    "getfile": profile.get_file,
    "setmycommands": profile.set_my_commands,
    "getmycommands": profile.get_my_commands,
    "deletemycommands": profile.delete_my_commands,
    "setmydescription": profile.set_words("description", 512),
    "getmydescription": profile.get_words("description"),
    "setmyshortdescription": profile.set_words("short_description", 120),
    "getmyshortdescription": profile.get_words("short_description"),
    "setmyname": profile.set_words("name", 64),
    "getmyname": profile.get_words("name"),
    "setchatmenubutton": profile.set_chat_menu_button,
    "getchatmenubutton": profile.get_chat_menu_button,
    "sendmessage": sending.send_message,
    "sendphoto": sending.send_media("photo"),
    "sendanimation": sending.send_media("animation"),
    "sendvideo": sending.send_media("video"),
    "senddocument": sending.send_media("document"),
    "sendchataction": sending.send_chat_action,
    "setmessagereaction": sending.set_message_reaction,
    "answercallbackquery": sending.answer_callback_query,
    "editmessagetext": editing.edit_message_text,
    "editmessagecaption": editing.edit_message_caption,
    "editmessagemedia": editing.edit_message_media,
    "editmessagereplymarkup": editing.edit_message_reply_markup,
    "deletemessage": editing.delete_message,
}
