"""What a contained process may not ask of the kernel: a filter for bubblewrap's `--seccomp`.

Namespaces and limits contain a submission. The filter takes away what could get round them: talk from one
request to the next through shared memory, queues or key rings, which no folder shows; new namespaces, in
which it would have rights again; memory that no limit counts; sockets that a network namespace does not
hold; looking into other processes. A refused call gives an ordinary error.
"""

import errno
import platform
import struct

ARCHITECTURES = {"x86_64": (0, 0xC000003E), "aarch64": (1, 0xC00000B7)}  # column below, the kernel's number

# name: number on x86_64, on aarch64
REFUSED = {
    "ptrace": (101, 117),
    "process_vm_readv": (310, 270),
    "process_vm_writev": (311, 271),
    "kcmp": (312, 272),
    "pidfd_getfd": (438, 438),
    "shmget": (29, 194),
    "shmat": (30, 196),
    "shmctl": (31, 195),
    "semget": (64, 190),
    "semctl": (66, 191),
    "msgget": (68, 186),
    "msgctl": (71, 187),
    "mq_open": (240, 180),
    "mq_unlink": (241, 181),
    "add_key": (248, 217),
    "request_key": (249, 218),
    "keyctl": (250, 219),
    "mount": (165, 40),
    "umount2": (166, 39),
    "pivot_root": (155, 41),
    "unshare": (272, 97),
    "setns": (308, 268),
    "open_tree": (428, 428),
    "move_mount": (429, 429),
    "fsopen": (430, 430),
    "fsconfig": (431, 431),
    "fsmount": (432, 432),
    "fspick": (433, 433),
    "mount_setattr": (442, 442),
    "bpf": (321, 280),
    "perf_event_open": (298, 241),
    "userfaultfd": (323, 282),
    "io_uring_setup": (425, 425),
    "io_uring_enter": (426, 426),
    "io_uring_register": (427, 427),
    "memfd_create": (319, 279),
    "memfd_secret": (447, 447),
}
CLONE, CLONE3, SOCKET = (56, 220), (435, 435), (41, 198)
NEW_NAMESPACES = 0x7E020000  # CLONE_NEWNS, NEWCGROUP, NEWUTS, NEWIPC, NEWUSER, NEWPID, NEWNET
SOCKETS = (1, 2, 10)  # Unix, IPv4, IPv6: the families that a network namespace holds
OTHER_CALLS = 0x40000000  # from here on x86_64 has the numbers of another kind of program

LOAD, EQUAL, AT_LEAST, ANY_BIT, RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
ALLOW, KILL = 0x7FFF0000, 0x80000000


def program():
    """The filter as the kernel reads it, or None for a kind of processor that is not in the table."""
    if platform.machine() not in ARCHITECTURES:
        return None
    column, architecture = ARCHITECTURES[platform.machine()]
    steps = [(LOAD, 0, 0, 4), (EQUAL, 1, 0, architecture), _give(KILL), (LOAD, 0, 0, 0)]
    if column == 0:
        steps += [(AT_LEAST, 0, 1, OTHER_CALLS), _refuse(errno.ENOSYS)]
    for numbers in REFUSED.values():
        steps += [(EQUAL, 0, 1, numbers[column]), _refuse(errno.EPERM)]
    steps += [(EQUAL, 0, 1, CLONE3[column]), _refuse(errno.ENOSYS)]  # libc then uses clone
    steps += [(EQUAL, 0, 4, CLONE[column]), (LOAD, 0, 0, 16), (ANY_BIT, 0, 1, NEW_NAMESPACES)]
    steps += [_refuse(errno.EPERM), _give(ALLOW)]
    steps += [(EQUAL, 0, 5, SOCKET[column]), (LOAD, 0, 0, 16)]
    steps += [(EQUAL, 3 - k, 0, family) for k, family in enumerate(SOCKETS)]
    steps += [_refuse(errno.EAFNOSUPPORT), _give(ALLOW)]
    return b"".join(struct.pack("=HBBI", *step) for step in steps)


def _give(result):
    return RETURN, 0, 0, result


def _refuse(number):
    return _give(0x00050000 | number)
