"""The commands that send a package from here: the mail account, sending, and what was sent.

The password of the account comes from the surroundings, the keyring or a prompt, never from an argument.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from respondent_app import console
from respondent_app.commands.outputs import print_json
from respondent_app.commands.passphrases import passphrase_for
from respondent_app.commands.usage import FINDINGS, FINE, Commands, Parser, UsageError, command, takes_author
from respondent_app.commands.verifying import blank_at

if TYPE_CHECKING:
    from respondent_app.model.consultation import Consultation
    from respondent_app.model.response import Response
    from respondent_app.sending.account import Account
    from respondent_app.sending.package_mail import PackageMail

_SET_EXAMPLE = "mail-account set --server mail.example.org --from author-a@example.org --user author-a"


def add_mail_account(commands: Commands, name: str) -> None:
    """Add `mail-account` with its actions `show`, `set` and `remove`."""
    parser = command(commands, name, _show, "show, set or remove the mail account that “send” uses", _SET_EXAMPLE)
    actions = parser.add_subparsers(metavar="ACTION", required=True, title="actions", parser_class=Parser)
    shown = command(actions, "show", _show, "show the account (status 1 if there is none)", "mail-account show")
    shown.add_argument("--json", action="store_true", help="as JSON")
    _add_set(actions)
    command(actions, "remove", _remove, "remove the account and its password", "mail-account remove")


def _add_set(actions: Commands) -> None:
    parser = command(actions, "set", _set, "set the account; its password is asked for when it is needed", _SET_EXAMPLE)
    parser.add_argument("--server", metavar="S", required=True, help="the server that takes mail, mail.example.org")
    parser.add_argument(
        "--from", metavar="ADDRESS", required=True, dest="sender", help="the address that mails come from"
    )
    parser.add_argument("--user", metavar="U", default="", help="the user name, if the server asks for one")
    parser.add_argument("--name", metavar="N", default="", help="the name beside the address")
    parser.add_argument("--copy-to", metavar="ADDRESS", default="", help="an address that gets a hidden copy")
    parser.add_argument(
        "--security", choices=("starttls", "tls"), default="starttls", help="how the connection is protected"
    )
    parser.add_argument("--port", metavar="P", type=int, help="the port (default: 587, with tls 465)")
    parser.add_argument("--remember", action="store_true", help="ask for the password now and keep it in the keyring")
    parser.add_argument("--try", action="store_true", dest="tries", help="sign in now, and send nothing")


def add_send(commands: Commands, name: str) -> None:
    """Add `send`."""
    what = "send the newest package in a folder over the mail account, after searching it again"
    parser = command(commands, name, _send, what, "send package --against our.response")
    parser.add_argument("folder", metavar="DIR", type=Path, help="the folder that the package was written into")
    parser.add_argument("--against", metavar="R", type=Path, required=True, help="the draft it was made of")
    parser.add_argument(
        "--template", metavar="T", type=Path, help="the publisher's blank form, if the package was made of it"
    )
    parser.add_argument("--yes", action="store_true", help="send without asking once more")
    takes_author(parser)


def add_sent(commands: Commands, name: str) -> None:
    """Add `sent`."""
    what = "list what was sent from here, and whether it arrived; the newest first"
    parser = command(commands, name, _sent, what, "sent --json")
    parser.add_argument("--json", action="store_true", help="with addresses, files and digests, as JSON")


def _show(args: argparse.Namespace) -> int:
    from respondent_app.sending import account as accounts

    account = accounts.load()
    if args.json:
        print_json({"version": 1, "account": _as_json(account) if account else None})
    elif account is None:
        print("There is no mail account.")
    else:
        for line in _lines(account):
            print(line)
    return FINE if account else FINDINGS


def _lines(account: Account) -> list[str]:
    said = (
        ("server", f"{account.server}, port {account.port}, {account.security}"),
        ("from", f"{account.name} <{account.sender}>" if account.name else account.sender),
        ("user", account.user or "nobody signs in"),
        ("copy to", account.copy_to),
        ("password", "in the keyring" if account.remembered else "asked for each time"),
    )
    return [f"{label}\t{text}" for label, text in said if text]


def _as_json(account: Account) -> dict[str, object]:
    return {
        "server": account.server,
        "port": account.port,
        "security": str(account.security),
        "from": account.sender,
        "user": account.user,
        "name": account.name,
        "copy_to": account.copy_to,
        "remembered": account.remembered,
    }


def _set(args: argparse.Namespace) -> int:
    from dataclasses import replace

    from respondent_app.drafts import secrets
    from respondent_app.sending import account as accounts

    account = accounts.checked(_account(args))
    needed = bool(account.user) and (args.remember or args.tries)
    password = (console.mail_password_given() or console.ask_mail_password(account.server)) if needed else ""
    if args.tries:
        _try(account, password)
    remembered = bool(password) and args.remember and secrets.remember_mail(account.key, password)
    _forget_password(unless=account if remembered else None)
    accounts.save(replace(account, remembered=remembered))
    print(f"Mails are sent over {account.server} from now on.")
    if args.remember and not remembered:
        console.warn("There is no keyring that keeps the password: it is asked for each time.")
    return FINE


def _account(args: argparse.Namespace) -> Account:
    from respondent_app.sending.account import Account, Security

    security = Security(args.security)
    port = security.usual_port if args.port is None else args.port
    return Account(args.server, port, security, args.sender, args.user, args.name, args.copy_to)


def _try(account: Account, password: str) -> None:
    from respondent_app.sending.delivery import ask

    with console.steps_shown() as step:
        ask(account, password, step=step)


def _remove(_args: argparse.Namespace) -> int:
    from respondent_app.sending import account as accounts

    _forget_password()
    accounts.forget()
    print("There is no mail account now.")
    return FINE


def _forget_password(unless: Account | None = None) -> None:
    """Let the keyring forget the password of the account so far, if it is another."""
    from respondent_app.drafts import secrets
    from respondent_app.sending import account as accounts

    before = accounts.load()
    if before is not None and before.remembered and (unless is None or unless.key != before.key):
        secrets.forget_mail(before.key)


def _send(args: argparse.Namespace) -> int:
    from respondent_app.drafts.saved_response import read_response
    from respondent_app.packs import library
    from respondent_app.sending.faults import ArrivalUnknownError
    from respondent_app.sending.package_mail import LeakFoundError, read_package

    account = _account_for_sending()
    mail = read_package(args.folder)
    response = read_response(args.against, passphrase_for(args.against))
    consultation = library.load(response.consultation)
    try:
        return _handed_over(args, mail, response, consultation, account)
    except (LeakFoundError, ArrivalUnknownError) as error:
        print(error)
        return FINDINGS


def _handed_over(
    args: argparse.Namespace, mail: PackageMail, response: Response, consultation: Consultation, account: Account
) -> int:
    from respondent_app.sending.package_mail import refuse_leaks, send

    known = blank_at(args.template, response, consultation)
    refuse_leaks(mail, response, consultation, known)
    _tell(mail, account)
    if not args.yes and not console.agrees("Send it now?", "With --yes it is sent without asking."):
        print("Nothing was sent.")
        return FINDINGS
    password = _password(account)
    with console.steps_shown() as step:
        done = send(mail, response, consultation, account, password, known=known, step=step)
    print(f"{account.server} has taken the mail: {done.sending.message_id}")
    if not done.noted:
        console.warn("The disk did not take that: “sent” lists it as unknown.")
    return FINE


def _account_for_sending() -> Account:
    from respondent_app.sending import account as accounts

    account = accounts.load()
    if account is None:
        raise UsageError(
            "There is no mail account to send with.",
            meaning="Nothing was sent.",
            advice=f"“{console.PROGRAM} mail-account set” makes one, or send the package with your own mail program.",
        )
    return account


def _tell(mail: PackageMail, account: Account) -> None:
    from respondent_app.sending.talk import megabytes

    for before in mail.sent_before:
        console.warn(f"This very mail was sent before: {before.state} {before.began}.")
    print(f"from\t{account.sender} over {account.server}")
    print(f"to\t{', '.join(mail.to)}")
    if account.copy_to:
        print(f"copy to\t{account.copy_to}")
    print(f"subject\t{mail.subject}")
    for file in mail.files:
        print(f"file\t{file.name} ({megabytes(file.size)})")
    print(f"size\t{megabytes(mail.size)}", flush=True)


def _password(account: Account) -> str:
    from respondent_app.drafts import secrets

    if not account.user:
        return ""
    kept = secrets.recall_mail(account.key) if account.remembered and not console.mail_password_given() else None
    return console.mail_password_given() or kept or console.ask_mail_password(account.server)


def _sent(args: argparse.Namespace) -> int:
    from respondent_app.sending import sent_log

    sendings = sent_log.every()
    if args.json:
        return print_json({"version": 1, "sent": [sent_log.as_table(sending) for sending in sendings]})
    for sending in sendings:
        print(f"{sending.began}\t{sending.state}\t{', '.join(sending.to)}\t{sending.mail}")
    if not sendings:
        print("Nothing was sent from here.")
    return FINE
