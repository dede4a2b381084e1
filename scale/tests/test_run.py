"""Tests with a stand-in for digits: python -m unittest discover -s tests."""

import contextlib
import io
import json
import pickle
import sys
import tempfile
import unittest
from functools import partial
from pathlib import Path
from unittest import mock

from digits_scale import DigitsError, Report, Result, make_shard, run
from digits_scale.__main__ import main

digits = (sys.executable, str(Path(__file__).with_name("fake_digits.py")))


class RunTest(unittest.TestCase):
    def setUp(self) -> None:
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        pause = mock.patch("digits_scale.runner.sleep")
        self.pauses = pause.start()
        self.addCleanup(pause.stop)

    def plan(self, fail: dict[str, int], how: str = "error") -> None:
        plan = {"shards": ["a", "b", "c"], "fail": fail, "how": how}
        (self.folder / "plan.json").write_text(json.dumps(plan))

    def run_all(self, **options: object) -> Report:
        return run(self.folder, parallelism=2, program=digits, **options)

    def test_makes_all_and_finishes(self) -> None:
        self.plan({})
        report = self.run_all()
        self.assertTrue((self.folder / "finished").exists())
        self.assertEqual((report.shards, report.before, report.attempts), (3, 0, 3))
        self.assertEqual((report.lost, report.failed, report.finished), (0, {}, True))

    def test_tries_what_failed_again_and_counts_it(self) -> None:
        self.plan({"b": 2})
        told: list[Result] = []
        report = self.run_all(on_result=told.append)
        self.assertEqual((report.attempts, report.lost, report.finished), (5, 2, True))
        self.assertEqual(sorted(each["shard"] for each in told), ["a", "b", "b", "b", "c"])
        self.assertEqual([call.args[0] for call in self.pauses.call_args_list], [1, 2])

    def test_reports_what_goes_on_failing_and_does_not_finish(self) -> None:
        self.plan({"b": 9})
        report = self.run_all(retries=1)
        self.assertEqual(report.failed, {"b": "b can't be made: the disk is full."})
        self.assertEqual((report.attempts, report.lost, report.finished), (4, 2, False))
        self.assertFalse((self.folder / "finished").exists())

    def test_says_what_ended_digits(self) -> None:
        self.plan({"c": 1}, how="kill")
        report = self.run_all(retries=0)
        self.assertRegex(report.failed["c"], "ended by SIGKILL")

    def test_believes_the_folder_more_than_an_answer(self) -> None:
        self.plan({"a": 1}, how="nothing")
        report = self.run_all(retries=0)
        self.assertRegex(report.failed["a"], "not in the folder here")
        self.assertEqual(report.lost, 0)

    def test_leaves_alone_what_is_there(self) -> None:
        self.plan({})
        (self.folder / "a.marker").write_text("made")
        report = self.run_all()
        self.assertEqual((report.before, report.attempts), (1, 2))
        self.assertEqual(self.run_all().attempts, 0)

    def test_begins_nothing_without_a_data_set_or_a_program(self) -> None:
        with self.assertRaisesRegex(DigitsError, "There is no data set in"):
            self.run_all()
        with self.assertRaisesRegex(DigitsError, "no-such-digits can't be started"):
            run(self.folder, program=("no-such-digits",))
        for wrong in ({"engine": "dask"}, {"parallelism": 0}, {"retries": -1}):
            with self.assertRaises(ValueError):
                run(self.folder, program=digits, **wrong)

    def test_a_shard_can_be_sent_elsewhere(self) -> None:
        self.plan({})
        make = partial(make_shard, str(self.folder), program=digits)
        result = pickle.loads(pickle.dumps(make))("c")
        self.assertEqual((result["shard"], result["why"]), ("c", ""))
        self.assertTrue((self.folder / "c.marker").exists())

    def test_the_command_says_what_failed(self) -> None:
        self.plan({"b": 9})
        words = [str(self.folder), "--retries", "0", "--program", " ".join(digits)]
        out = io.StringIO()
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(io.StringIO()):
            self.assertEqual(main(words), 1)
        self.assertIn("2 of 3 shards are there, 0 were before", out.getvalue())
        self.assertIn("Failed: b: b can't be made: the disk is full.", out.getvalue())
        with contextlib.redirect_stderr(io.StringIO()) as refused, self.assertRaises(SystemExit):
            main([*words, "--parallelism", "0"])
        self.assertIn("must be a whole number of at least 1, not 0", refused.getvalue())


if __name__ == "__main__":
    unittest.main()
