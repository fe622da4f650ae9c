"""Photos painted in processes of their own, so that a crash, a hang or a bomb costs one photo only.

A worker is a Python process started like any command (`worker.py` is the parent's side, `child.py` the
process itself) and fed through a socket pair. It takes limits on memory, processor time, files and core
dumps upon itself, none of which needs root; the wall clock is held by the parent, because no signal handler
of Python's runs while C decodes. A worker that dies is replaced, and dies by itself when its parent is gone.
Orders go out pickled, a compiled effect once per worker; answers come back as JSON and bytes, so that the
parent never unpickles what a process that has read a stranger's photo sends. This is no wall against a
decoder that is made to run foreign code: that needs a container or a user of its own around the service.

Pebble's ProcessPool (LGPL-3) was tried first. It does deadlines and replacement well, and needs as long for
1,000 tiny jobs (0.3 ms each; one at a time 0.6 against 0.25 here, with 4 MB in each 35 against 9). But it
sets no limits, queues a whole folder at once, unpickles answers, starts each worker by importing the
caller's main module again, notices a death a tenth of a second late, and after `kill -9` of the parent its
hanging workers stayed. What it lacks is most of what is here. multiprocessing's own pool and
concurrent.futures cannot end one job at all.
"""

from hueandcry.pictures.workers.order import Finish, Order, WholeOrder
from hueandcry.pictures.workers.pool import Workers, usable_processors

__all__ = ["Finish", "Order", "WholeOrder", "Workers", "usable_processors"]
