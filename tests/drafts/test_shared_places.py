"""Places where somebody else may replace a file are known by their names and by what the system says of them."""

from __future__ import annotations

from pathlib import Path, PurePath, PurePosixPath, PureWindowsPath

import pytest

from respondent_app.drafts.keeping.shared_places import (
    NETWORK,
    is_shared,
    mac_volume,
    mount_of,
    synced_by,
    windows_network,
)

MOUNTS = """\
22 27 0:21 / /proc rw,relatime - proc proc rw
27 1 254:0 / / rw,relatime shared:1 - ext4 /dev/vda rw,discard
40 27 0:40 / /home rw,relatime shared:2 master:3 - ext4 /dev/vdb rw
41 40 0:41 / /home/a/Shared\\040files rw - cifs //server/share rw,vers=3.0
42 27 0:42 / /mnt/team rw - nfs4 server:/team rw
43 40 0:43 / /home/a/box rw - fuse.sshfs a@server:/ rw
44 42 0:44 / /mnt/team/local rw - ext4 /dev/vdc rw
45 27 0:45 / /mnt/over rw - nfs server:/a rw
46 27 0:46 / /mnt/over rw - ext4 /dev/vdd rw
broken line
"""


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/etc/x", ("/", "ext4")),
        ("/home/a/draft.response", ("/home", "ext4")),
        ("/home/a/Shared files/d/draft.response", ("/home/a/Shared files", "cifs")),
        ("/home/a/Shared filesystem/draft.response", ("/home", "ext4")),
        ("/mnt/team/draft.response", ("/mnt/team", "nfs4")),
        ("/mnt/teams/draft.response", ("/", "ext4")),
        ("/mnt/team/local/draft.response", ("/mnt/team/local", "ext4")),
        ("/home/a/box/draft.response", ("/home/a/box", "fuse.sshfs")),
        ("/mnt/over/draft.response", ("/mnt/over", "ext4")),
    ],
)
def test_the_mount_of_a_path_is_the_innermost_and_the_last(path: str, expected: tuple[str, str]) -> None:
    assert mount_of(PurePosixPath(path), MOUNTS) == expected


def test_a_table_that_says_nothing_is_no_harm() -> None:
    assert mount_of(PurePosixPath("/a"), "") == ("", "")


@pytest.mark.parametrize(
    ("path", "program"),
    [
        ("C:/Users/a/OneDrive/draft.response", "OneDrive"),
        ("C:/Users/a/OneDrive - Example Energy/Team/draft.response", "OneDrive"),
        ("C:/Users/a/Dropbox/draft.response", "Dropbox"),
        ("C:/Users/a/Dropbox (Example Energy)/draft.response", "Dropbox"),
        ("G:/My Drive/draft.response", "Google Drive"),
        ("C:/Users/a/iCloudDrive/draft.response", "iCloud"),
        ("C:/Users/a/Nextcloud2/draft.response", "Nextcloud"),
        ("C:/Users/a/Box/draft.response", "Box"),
        ("C:/Users/a/Documents/draft.response", None),
        ("C:/Users/a/Documents/Boxes/draft.response", None),
        ("C:/Users/a/Documents/OneDrive.response", None),
        ("C:/Users/a/Dropboxes of Example/draft.response", None),
    ],
)
def test_synchronised_folders_are_known_by_their_names(path: str, program: str | None) -> None:
    assert synced_by(PureWindowsPath(path), {}) == program


@pytest.mark.parametrize(
    ("path", "program"),
    [
        ("/Users/a/Library/CloudStorage/OneDrive-Example/draft.response", "OneDrive"),
        ("/Users/a/Library/CloudStorage/GoogleDrive-a@example.org/My Drive/draft.response", "Google Drive"),
        ("/Users/a/Library/CloudStorage/Egnyte-example/draft.response", "Egnyte"),
        ("/Users/a/Library/Mobile Documents/com~apple~CloudDocs/draft.response", "iCloud"),
        ("/Users/a/Documents/draft.response", None),
    ],
)
def test_synchronised_folders_of_macos_are_known(path: str, program: str | None) -> None:
    assert synced_by(PurePosixPath(path), {}) == program


def test_onedrive_under_another_name_is_told_by_the_surroundings() -> None:
    environment = {"OneDriveCommercial": "D:\\Cloud"}
    assert synced_by(PureWindowsPath("d:/cloud/Team/draft.response"), environment) == "OneDrive"
    assert synced_by(PureWindowsPath("d:/cloudy/draft.response"), environment) is None
    assert synced_by(PureWindowsPath("d:/cloudy/draft.response"), {"OneDrive": ""}) is None


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("\\\\server\\share\\draft.response", NETWORK),
        ("//server/share/draft.response", NETWORK),
        ("\\\\?\\UNC\\server\\share\\draft.response", NETWORK),
        ("\\\\wsl$\\Debian\\home\\draft.response", NETWORK),
        ("\\\\?\\C:\\Users\\draft.response", None),
        ("C:\\Users\\draft.response", None),
        ("Z:\\draft.response", NETWORK),
        ("draft.response", None),
    ],
)
def test_network_drives_of_windows(path: str, expected: str | None) -> None:
    types = {"C:\\": 3, "Z:\\": 4}
    assert windows_network(PureWindowsPath(path), lambda root: types.get(root, 0)) == expected


def test_volumes_of_macos() -> None:
    assert mac_volume(PurePosixPath("/Volumes/Team/draft.response"))
    assert mac_volume(PurePosixPath("/Users/a/draft.response")) is None


def test_a_folder_with_the_mark_of_a_program_is_synchronised(tmp_path: Path) -> None:
    (tmp_path / "work" / "deep").mkdir(parents=True)
    draft = tmp_path / "work" / "deep" / "draft.response"
    assert is_shared(draft) is None
    (tmp_path / "work" / ".stfolder").mkdir()
    assert is_shared(draft) == "Syncthing"


def test_what_lies_in_our_own_folder_is_never_shared(tmp_path: Path) -> None:
    own = tmp_path / "Dropbox" / "data"
    own.mkdir(parents=True)
    assert is_shared(own / "drafts" / "draft.response", own_folder=own) is None
    assert is_shared(tmp_path / "Dropbox" / "draft.response", own_folder=own) == "Dropbox"


def test_a_link_is_where_it_leads(tmp_path: Path) -> None:
    (tmp_path / "Dropbox").mkdir()
    link = tmp_path / "team"
    try:
        link.symlink_to(tmp_path / "Dropbox", target_is_directory=True)
    except OSError:
        pytest.skip("links cannot be made here")
    assert is_shared(link / "draft.response") == "Dropbox"


def test_a_relative_name_without_folders_is_not_shared() -> None:
    assert synced_by(PurePath("draft.response"), {}) is None
