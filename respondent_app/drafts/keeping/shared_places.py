"""Whether a file lies where others, or a program that synchronises, may replace it while it is being worked on.

Such a file is never written piece by piece (`shared_copy`). In doubt a place counts as shared: that costs a copy, the
other mistake costs words. Only names and the system's own tables are looked at, never a network.
"""

from __future__ import annotations

import contextlib
import os
import re
import sys
from collections.abc import Callable, Mapping
from pathlib import Path, PurePath, PurePosixPath, PureWindowsPath

NETWORK = "a network drive"
_REMOTE_DRIVE = 4  # what GetDriveTypeW says of a mapped network drive

# Types of mounts that other computers, or the host of a virtual machine, may write to at the same time.
_SHARED_MOUNTS = frozenset({
    "9p", "afp", "afpfs", "afs", "beegfs", "ceph", "cifs", "coda", "davfs", "fuse.davfs2", "fuse.gcsfuse",
    "fuse.glusterfs", "fuse.google-drive-ocamlfuse", "fuse.gvfsd-fuse", "fuse.onedriver", "fuse.portal", "fuse.rclone",
    "fuse.s3fs", "fuse.sshfs", "fuse.vmhgfs-fuse", "gfs2", "glusterfs", "gpfs", "kio-fuse", "fuse.kio-fuse", "lustre",
    "ncpfs", "nfs", "nfs4", "ocfs2", "prl_fs", "smb3", "smbfs", "vboxsf", "virtiofs", "webdavfs",
})  # fmt: skip

# Folders that synchronising programs make, by how their names begin, in small letters, and what people call them.
_SYNCED_NAMES = (
    (re.compile(r"onedrive( ?-.+)?$"), "OneDrive"),
    (re.compile(r"dropbox( \(.+\)|-.+)?$"), "Dropbox"),
    (re.compile(r"(google ?drive|my drive|googledrive-.+)$"), "Google Drive"),
    (re.compile(r"(icloud ?drive|mobile documents|com~apple~clouddocs)$"), "iCloud"),
    (re.compile(r"nextcloud\d*$"), "Nextcloud"),
    (re.compile(r"owncloud\d*$"), "ownCloud"),
    (re.compile(r"box( sync|-box)?$"), "Box"),
    (re.compile(r"(sharepoint|.+ - sharepoint)$"), "SharePoint"),
    (re.compile(r"(pcloud ?drive|pclouddrive)$"), "pCloud"),
    (re.compile(r"(megasync|mega)$"), "MEGA"),
    (re.compile(r"seafile$"), "Seafile"),
    (re.compile(r"proton ?drive$"), "Proton Drive"),
)
_MAC_CLOUD_STORAGE = "cloudstorage"  # ~/Library/CloudStorage/<program>-<account>

# Files and folders that those programs leave at the top of what they synchronise.
_MARKERS = (
    (".dropbox", "Dropbox"),
    (".dropbox.cache", "Dropbox"),
    (".tmp.drivedownload", "Google Drive"),
    (".tmp.driveupload", "Google Drive"),
    (".nextcloudsync.log", "Nextcloud"),
    (".owncloudsync.log", "ownCloud"),
    (".sync_*.db", "Nextcloud"),
    ("._sync_*.db", "Nextcloud"),
    (".stfolder", "Syncthing"),
    (".849C9593-D756-4E56-8D6E-42412F2A707B", "OneDrive"),
)


def is_shared(path: Path, *, own_folder: Path | None = None) -> str | None:
    """Return what `path` lies on, in words that follow "on", if others may write there too; else None.

    `own_folder` is where working copies go: what lies inside it, or on the same network drive, gains nothing from a
    copy. The file need not exist.
    """
    real = Path(os.path.realpath(path))
    own = Path(os.path.realpath(own_folder)) if own_folder is not None else None
    if own is not None and real.is_relative_to(own):
        return None
    return synced_by(real, os.environ) or _marked(real) or _mounted(real, own)


def synced_by(path: PurePath, environment: Mapping[str, str]) -> str | None:
    """Return the program that synchronises `path`, by the names of the folders above it."""
    for name in ("OneDrive", "OneDriveConsumer", "OneDriveCommercial"):
        folder = environment.get(name)
        if folder and _is_in(path, type(path)(folder)):
            return "OneDrive"
    parents = [parent.name.casefold() for parent in path.parents]
    for above, name in zip([*parents[1:], ""], parents, strict=True):
        for pattern, program in _SYNCED_NAMES:
            if pattern.match(name):
                return program
        if above == _MAC_CLOUD_STORAGE:
            return name.partition("-")[0].title()
    return None


def windows_network(path: PureWindowsPath, drive_type: Callable[[str], int]) -> str | None:
    """Return `NETWORK` for UNC names and mapped drives. `drive_type` is asked for a drive letter with its root."""
    drive = path.drive.replace("/", "\\")
    if drive.startswith(("\\\\?\\UNC\\", "\\\\.\\UNC\\")):
        return NETWORK
    drive = drive.removeprefix("\\\\?\\").removeprefix("\\\\.\\")
    if drive.startswith("\\\\"):
        return NETWORK
    return NETWORK if drive and drive_type(f"{drive}\\") == _REMOTE_DRIVE else None


def mount_of(path: PurePosixPath, mountinfo: str) -> tuple[str, str]:
    """Return mount point and type of the file system that `path` lies on, as `/proc/self/mountinfo` has them.

    Of several mounts on one point the last one covers the others. ("", "") if the table does not say.
    """
    found = ("", "")
    for line in mountinfo.splitlines():
        before, _, after = line.partition(" - ")
        fields, kinds = before.split(" "), after.split(" ")
        if len(fields) < 5 or not kinds[0]:  # noqa: PLR2004  the mount point is the fifth
            continue
        point = re.sub(r"\\([0-7]{3})", lambda code: chr(int(code[1], 8)), fields[4])
        if path.is_relative_to(point) and len(PurePosixPath(point).parts) >= len(PurePosixPath(found[0]).parts):
            found = (point, kinds[0])
    return found


def mac_volume(path: PurePosixPath) -> str | None:
    """Return words for what is mounted in `/Volumes`: a share, or a drive that may be pulled out."""
    mounted = len(path.parts) > 2 and path.parts[1] == "Volumes"  # noqa: PLR2004  /, Volumes, name
    return "a drive that may be shared" if mounted else None


def _marked(path: Path) -> str | None:
    for folder in path.parents:
        if folder == Path.home() or folder.parent == folder:
            break
        for marker, program in _MARKERS:
            with contextlib.suppress(OSError):
                if next(folder.glob(marker), None) is not None:
                    return program
    return None


def _mounted(path: Path, own: Path | None) -> str | None:
    if sys.platform == "win32":
        return windows_network(PureWindowsPath(path), _drive_type)
    if sys.platform == "darwin":
        return mac_volume(PurePosixPath(path))
    try:
        mounts = Path("/proc/self/mountinfo").read_text(encoding="utf-8", errors="surrogateescape")
    except OSError:
        return None
    point, kind = mount_of(PurePosixPath(path), mounts)
    on_the_same = own is not None and mount_of(PurePosixPath(own), mounts)[0] == point
    return NETWORK if kind in _SHARED_MOUNTS and not on_the_same else None


def _drive_type(root: str) -> int:
    import ctypes

    libraries = getattr(ctypes, "windll", None)  # only on Windows
    return int(libraries.kernel32.GetDriveTypeW(root)) if libraries is not None else 0


def _is_in(path: PurePath, folder: PurePath) -> bool:
    parts = tuple(part.casefold() for part in folder.parts)
    return bool(parts) and tuple(part.casefold() for part in path.parts[: len(parts)]) == parts
