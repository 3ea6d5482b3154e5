"""The judge as a process: it is started again when it ends, is given up when it stalls, and is asked the same thing once."""

import os
import stat
from pathlib import Path

import pytest

from hooks.cli.judge import Process
from hooks.judge import Answer, Question, Refusal

QUESTION = Question(ask="expressions", texts=("up",))


def program(folder: Path, script: str) -> Path:
    path = folder / "judge"
    path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return path


def asked(path: Path, *questions: Question, seconds: float = 10) -> list[Answer | None]:
    judge = Process(path, seconds)
    try:
        return [judge.answer(question) for question in questions]
    finally:
        judge.close()


def test_what_ends_the_program_twice_is_refused(tmp_path: Path) -> None:
    log = tmp_path / "starts"
    path = program(tmp_path, f"echo started >> {log}; read line; exit 2")
    assert asked(path, QUESTION, QUESTION) == [Answer((Refusal(-1, -1, "the program that reads it would end"),))] * 2
    assert log.read_text(encoding="utf-8").count("started") == 2


def test_a_program_that_was_killed_in_between_answers_again(tmp_path: Path) -> None:
    path = program(tmp_path, f"if [ -e {tmp_path}/once ]; then read line; echo '{{\"problems\": []}}'; else touch {tmp_path}/once; fi")
    assert asked(path, QUESTION) == [Answer()]


def test_what_somebody_else_kills_is_no_refusal(tmp_path: Path) -> None:
    assert asked(program(tmp_path, "read line; kill -9 $$"), QUESTION) == [None]


def test_a_sentence_is_cut_and_steers_no_terminal(tmp_path: Path) -> None:
    path = program(tmp_path, 'read line; printf \'{"problems": [{"group": 0, "rule": 0, "text": "a\\\\u001b[2J%05000d"}]}\\n\' 0; read end')
    (answer,) = asked(path, QUESTION)
    assert answer is not None
    assert answer.problems[0].text.startswith("a\\u001b[2J0")
    assert len(answer.problems[0].text) < 1100


def test_one_that_stalls_gives_no_answer_and_the_next_question_gets_one(tmp_path: Path) -> None:
    path = program(tmp_path, "read line; case $line in *slow*) exec sleep 60;; esac; echo '{\"problems\": []}'; read end")
    assert asked(path, Question(ask="rules", text="slow"), QUESTION, seconds=0.5) == [None, Answer()]


def test_the_same_question_is_asked_once(tmp_path: Path) -> None:
    path = program(tmp_path, f"while read line; do echo asked >> {tmp_path}/log; echo '{{\"problems\": []}}'; done")
    asked(path, QUESTION, QUESTION, Question(ask="rules", text="groups: []"))
    assert (tmp_path / "log").read_text(encoding="utf-8").count("asked") == 2


def test_a_large_question_and_a_large_answer_pass(tmp_path: Path) -> None:
    path = program(tmp_path, 'while read -r line; do echo "{\\"problems\\": [{\\"group\\": 0, \\"rule\\": 0, \\"text\\": \\"${#line}\\"}]}"; done')
    (answer,) = asked(path, Question(ask="rules", text="x" * 1_000_000), seconds=60)
    assert answer is not None
    assert int(answer.problems[0].text) > 1_000_000


def test_a_program_that_is_not_there_answers_nothing(tmp_path: Path) -> None:
    assert asked(tmp_path / "nothing", QUESTION) == [None]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork")
def test_each_process_has_a_judge_of_its_own(tmp_path: Path) -> None:
    path = program(tmp_path, f"echo started >> {tmp_path}/log; while read line; do echo '{{\"problems\": []}}'; done")
    judge = Process(path)
    judge.answer(QUESTION)
    child = os.fork()
    if not child:
        os._exit(judge.answer(Question(ask="rules", text="another")) != Answer())
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    assert judge.answer(Question(ask="rules", text="a third")) == Answer()
    judge.close()
    assert (tmp_path / "log").read_text(encoding="utf-8").count("started") == 2
