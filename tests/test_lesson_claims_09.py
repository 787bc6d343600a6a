"""What lesson 09 says of its networks, of its explorer and of its forecasts holds."""

import numpy as np
import pytest
from test_lesson_claims import run, says, state

from rnn_helpers.data import co2
from rnn_helpers.languages import (
    LANGUAGES,
    accuracy,
    count_languages,
    counted_shares,
    language_model,
    language_shares,
    language_split,
)
from rnn_helpers.model_files import load_course_model
from rnn_helpers.name_writing import language_by_writing, write_names, writer_model
from rnn_helpers.plots.views_languages import languages_view


@pytest.fixture(scope="module")
def answers():
    training, _, test = language_split()
    names, labels = zip(*test)
    return {
        "names": names,
        "labels": np.array(labels),
        "read": language_shares(language_model(), names),
        "written": language_by_writing(writer_model(), names),
        **{order: counted_shares(count_languages(training, order, 0.1), names) for order in (3, 4)},
    }


@pytest.fixture(scope="module")
def view():
    return languages_view(language_model())


def after(view, name, letters):
    shown = state(view, name=name, t=letters)
    shares = shown["shares"][letters - 1]
    return LANGUAGES[shares.argmax()], shares.max()


def test_reader_writer_and_counting_are_level_and_together_they_are_better(answers):
    assert says("09", "*on these data the network reaches what counting reaches, and does not beat it.*")
    labels = answers["labels"]
    right = {name: accuracy(answers[name], labels) for name in ("read", "written", 3, 4)}
    assert max(right.values()) - min(right.values()) < 2 * np.sqrt(0.77 * 0.23 / len(labels))
    assert all(0.75 < share < 0.8 for share in right.values())
    together = (answers["read"] * answers["written"] * answers[4]).argmax(axis=0) == labels
    counted = answers[4].argmax(axis=0) == labels
    assert says("09", "47 names more are right than by counting alone, and 9 fewer")
    assert (together & ~counted).sum() == 47 and (counted & ~together).sum() == 9


def test_what_the_stored_models_say_of_themselves_is_what_they_reach(answers):
    for name, key in (("languages", "read"), ("name_writer", "written")):
        _, about = load_course_model(name)
        assert about["measure"]["accuracy, test"] == pytest.approx(
            accuracy(answers[key], answers["labels"]), abs=0.002
        )
    assert says("09", "The GRU with its 61 thousand weights")
    assert round(sum(array.size for array in language_model().values()), -3) == 61000


def test_english_names_that_are_taken_for_french_are_french_words(answers):
    guesses = answers["read"].argmax(axis=0)
    english = answers["labels"] == LANGUAGES.index("English")
    french = english & (guesses == LANGUAGES.index("French"))
    assert says("09", "Of the English names, 12 % are taken for French")
    assert french.sum() / english.sum() == pytest.approx(0.12, abs=0.01)
    taken = {name for name, is_ in zip(answers["names"], french) if is_}
    assert {"chamberlain", "fletcher", "burgess", "archer"} <= taken


def test_how_sure_and_how_right(answers):
    labels = answers["labels"]
    assert says("09", "above 99 %, the GRU is right in 99 of 100 cases, the counts in 90")
    for key, right, low, share in (("read", 0.99, 0.7, 0.6), (3, 0.90, 0.9, 0.5)):
        sure, hit = answers[key].max(axis=0), answers[key].argmax(axis=0) == labels
        assert hit[sure > 0.99].mean() == pytest.approx(right, abs=0.01)
        group = (sure > low) & (sure < low + (0.2 if low == 0.7 else 0.09))
        assert hit[group].mean() == pytest.approx(share, abs=0.03)


def test_wilhelmsson_changes_its_language_to_the_last_letter(view):
    assert says("09", "English after `wilh`, German after `wilhel`, Swedish after `wilhelm`")
    found = [after(view, "wilhelmsson", k) for k in (4, 6, 7, 10, 11)]
    assert [language for language, _ in found] == ["English", "German", "Swedish", "Italian", "Swedish"]
    assert found[3][1] == pytest.approx(0.99, abs=0.005)
    assert state(view, name="wilhelmsson")["part"] == "test"
    ends = [LANGUAGES[place] for name, place in language_split()[0] if name.endswith("sso")]
    assert says("09", "of the names that end in `-sso`, nearly all are Italian")
    assert len(ends) >= 3 and ends.count("Italian") / len(ends) > 0.8


def test_an_a_turns_russian_into_spanish_because_no_such_russian_name_was_there(view):
    assert says("09", "“smirnova”, the same family's daughter, is called Spanish with 94 %")
    language, share = after(view, "smirnov", 7)
    assert language == "Russian" and share > 0.99
    language, share = after(view, "smirnova", 8)
    assert language == "Spanish" and share == pytest.approx(0.94, abs=0.005)
    russian = LANGUAGES.index("Russian")
    assert not any(name.endswith("ova") for part in language_split() for name, p in part if p == russian)


def test_a_language_that_is_not_there_cannot_be_the_answer(view):
    assert says("09", "It says Dutch with 74 %")
    language, share = after(view, "nguyen", 6)
    assert language == "Dutch" and share == pytest.approx(0.74, abs=0.005)


def test_hotter_names_are_recognised_as_often_as_real_ones():
    assert says("09", "at a temperature of 1 the share is 76 %, as for real names")
    written = [
        (name, place)
        for place in range(len(LANGUAGES))
        for name in write_names(writer_model(), place, np.random.default_rng(place), 1.0, 50)
        if name
    ]
    names, places = zip(*written)
    share = accuracy(language_shares(language_model(), names), np.array(places))
    assert share == pytest.approx(0.76, abs=0.01)


@pytest.fixture(scope="module")
def forecasts():
    return run("09", "plot_horizon(ax, {")


def test_the_network_and_the_linear_model_are_level(forecasts):
    rmse, values, end = forecasts["rmse"], forecasts["values"], forecasts["end"]
    nets = [rmse(each[end - 1 :] - values[end:]) for each in forecasts["one_step"]]
    linear = rmse(values[end:] - forecasts["linear"])
    assert says("09", "two of the three are a little below, one is above")
    assert sorted(net < linear for net in nets) == [False, True, True]
    assert max(nets) < 22 < rmse(np.diff(values)[end - 1 :])
    assert says("09", "the linear model at 13.8")
    learned = (forecasts["last_years"](values) @ forecasts["weights"])[: end - forecasts["LAGS"]]
    assert rmse(values[forecasts["LAGS"] : end] - learned) == pytest.approx(13.8, abs=0.05)


def test_a_cut_at_random_flatters(forecasts):
    rmse, values, end = forecasts["rmse"], forecasts["values"], forecasts["end"]
    assert says("09", "12.0 in place of 17.7")
    honest = rmse(forecasts["one_step"][0][end - 1 :] - values[end:])
    flattered = rmse(forecasts["missed"][forecasts["late"]])
    assert honest == pytest.approx(17.7, abs=0.05) and flattered == pytest.approx(12.0, abs=0.05)


def test_a_run_from_1985_has_the_rhythm_and_not_the_height(forecasts):
    assert says("09", "the first of them 110 high where 157 came")
    years, values = forecasts["years"], forecasts["values"]
    wave = (years >= 1986) & (years <= 1995)
    assert int(values[wave].max()) == 157
    for name in ("GRU, on its own from 1985", "linear, on its own from 1985"):
        when, run_ = forecasts["lines"][name]
        first = run_[when <= 1995]
        assert first.max() == pytest.approx(110, abs=3) and abs(when[first.argmax()] - 1989) <= 2


def test_the_error_grows_and_one_period_ago_is_the_best_far_forecast(forecasts):
    by = {name: [forecasts["rmse"](e) for e in each] for name, each in forecasts["errors"].items()}
    for name in ("GRU, 3 trainings", "linear"):
        assert by[name][0] == pytest.approx(19, abs=0.5) and by[name][2] == pytest.approx(35, abs=1)
        assert all(34 < error < 51 for error in by[name][3:])
    assert min(by, key=lambda name: by[name][9]) == "last known year"
    assert by["last known year"][9] == pytest.approx(34, abs=0.5)
    assert all(57 < error < 64 for error in by["mean of the past"])


def test_the_baselines_of_carbon_dioxide():
    assert says("09", "off by 1.27 ppm (RMSE after 1990)") and says("09", "by 0.40.")
    months, values = co2()
    first = int((months < np.datetime64("1990-01")).sum())
    now, growth = values[first:], values[first - 1 : -1] - values[first - 13 : -13]
    assert np.sqrt(np.mean((now - values[first - 1 : -1]) ** 2)) == pytest.approx(1.27, abs=0.005)
    assert np.sqrt(np.mean((now - values[first - 12 : -12] - growth) ** 2)) == pytest.approx(0.40, abs=0.005)
    assert (now > values[:first].max()).mean() > 0.8
