"""Worker processes: deadlines, deaths, and nothing left behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from newsreader.jobs.workers import WorkerError, Workers
from tests.jobs import worker_tasks as tasks

PATIENCE = 30.0


def wait_for(condition) -> None:
    """Return once a state is reached; fail after a long while."""
    ends_at = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < ends_at, "this state was never reached"
        threading.Event().wait(0.01)


def is_alive(process_id: int) -> bool:
    try:
        os.kill(process_id, 0)
    except ProcessLookupError:
        return False
    state = Path(f"/proc/{process_id}/stat")
    # A zombie has ended; only nobody has asked for its exit code yet.
    return not state.exists() or state.read_text().rpartition(")")[2].split()[0] != "Z"


@pytest.mark.parametrize(
    ("task", "words"),
    [
        (tasks.hangs_in_c, "within 2 s"),
        (tasks.dies, "broke down"),
        (tasks.dies_by_signal, "broke down"),
        (tasks.takes_much_memory, "memory"),
        (tasks.recurses, "nested too deeply"),
        (tasks.returns_no_data, "no data"),
    ],
)
def test_a_bad_task_costs_itself_only(task, words):
    """A task that hangs, dies or takes too much is told in words; the next one is done."""
    with Workers(deadline=2 if task is tasks.hangs_in_c else PATIENCE) as workers:
        with pytest.raises(WorkerError, match=words):
            workers.submit(task).result()
        assert workers.submit(tasks.increased, 2).result() == 3


@pytest.mark.skipif(os.name == "nt", reason="stops a process")
def test_a_worker_that_stops_half_way_through_its_answer_is_ended():
    """The deadline holds until the whole answer is there."""
    with Workers(deadline=2) as workers:
        with pytest.raises(WorkerError, match="within 2 s"):
            workers.submit(tasks.stops_half_way_through_its_answer).result(PATIENCE)
        assert workers.submit(tasks.increased, 2).result(PATIENCE) == 3


@pytest.mark.skipif(os.name == "nt", reason="stops a process")
def test_a_worker_that_stops_half_way_through_its_task_is_ended():
    """The deadline holds from the first byte of what is sent, more than a pipe takes."""
    with Workers(deadline=2) as workers:
        os.kill(workers.submit(tasks.own_id).result(), signal.SIGSTOP)
        with pytest.raises(WorkerError, match="within 2 s"):
            workers.submit(tasks.reads, "long" * 10_000_000).result(PATIENCE)
        assert workers.submit(tasks.increased, 2).result(PATIENCE) == 3


def test_an_error_of_a_task_comes_back_as_it_is():
    """What a task raises is raised where its result is asked for."""
    with Workers() as workers, pytest.raises(KeyError):
        workers.submit(tasks.fails).result()


def test_a_worker_that_died_while_idle_is_replaced():
    """A worker killed between two tasks costs none of them."""
    with Workers() as workers:
        process_id = workers.submit(tasks.own_id).result()
        os.kill(process_id, signal.SIGKILL)
        how = os.WEXITED | os.WNOWAIT
        os.waitid(os.P_PID, process_id, how)
        assert workers.submit(tasks.increased, 1).result() == 2


def test_a_worker_is_polite():
    """Workers run at low priority."""
    with Workers() as workers:
        assert workers.submit(tasks.niceness).result() >= 10
    with Workers(is_idle=True) as workers:
        assert workers.submit(tasks.niceness).result() == 19


@pytest.mark.skipif(os.name == "nt", reason="needs a named pipe")
def test_leaving_ends_workers_that_wait_for_work(tmp_path):
    """Every thread ends, in whichever order they began to wait."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    workers = Workers(2)
    first = workers.submit(tasks.reads, str(pipe))
    workers.submit(tasks.own_id).result()
    # The second thread waits for work by now; the first one comes after it.
    pipe.write_text("go on")
    assert first.result() == "go on"
    leaving = threading.Thread(target=workers.__exit__, args=(None, None, None), daemon=True)
    leaving.start()
    leaving.join(PATIENCE)
    assert not leaving.is_alive()


@pytest.mark.skipif(os.name == "nt", reason="asks the kernel for an alarm in CPU time")
def test_an_idle_worker_may_wait_for_its_turn(tmp_path):
    """The deadline of an idle worker is one of CPU time: only work counts, not waiting."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with Workers(2, deadline=1, is_idle=True) as workers:
        waiting = workers.submit(tasks.reads, str(pipe))
        with pytest.raises(WorkerError):
            workers.submit(tasks.hangs_in_c).result()
        # The other one had more than a second of the clock meanwhile.
        pipe.write_text("done")
        assert waiting.result() == "done"


def test_leaving_ends_the_workers_at_once(tmp_path):
    """Nothing waits for a task that hangs when the work is given up."""
    beacon = tmp_path / "beacon"
    with Workers() as workers:
        workers.submit(tasks.hangs, str(beacon))
        workers.submit(tasks.hangs, str(tmp_path / "another"))
        wait_for(lambda: beacon.exists() and beacon.read_text())
    assert not is_alive(int(beacon.read_text()))


@pytest.mark.skipif(sys.platform != "linux", reason="asks the kernel to signal the worker")
@pytest.mark.parametrize("task", ["hangs", "hangs_in_c_and_says_so"])
def test_no_worker_outlives_its_parent(tmp_path, task):
    """Workers end when their parent is killed, even one whose C code holds the interpreter."""
    beacon = tmp_path / "beacon"
    program = tmp_path / "program.py"
    program.write_text(
        "from newsreader.jobs.workers import Workers\n"
        f"from tests.jobs.worker_tasks import {task}\n"
        "if __name__ == '__main__':\n"
        "    with Workers() as workers:\n"
        f"        workers.submit({task}, {str(beacon)!r}).result()\n"
    )
    root = str(Path(__file__).parents[2])
    with subprocess.Popen(
        [sys.executable, str(program)], env={**os.environ, "PYTHONPATH": root}
    ) as parent:
        try:
            wait_for(lambda: beacon.exists() and beacon.read_text())
        finally:
            parent.kill()
    worker = int(beacon.read_text())
    wait_for(lambda: not is_alive(worker))
