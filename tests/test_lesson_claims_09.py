"""What lesson 09 says of its networks, of its explorer and of its forecasts holds."""

import numpy as np
import pytest
from test_lesson_claims import run, says, state

from rnn_helpers.cells import forward_pass, zero_state
from rnn_helpers.data import co2
from rnn_helpers.languages import (
    LANGUAGES,
    accuracy,
    count_languages,
    counted_shares,
    labelled_batches,
    language_loss,
    language_model,
    language_shares,
    language_split,
    name_columns,
)
from rnn_helpers.model_files import load_course_model
from rnn_helpers.name_writing import language_by_writing, write_names, writer_model
from rnn_helpers.plots.views_languages import languages_view
from rnn_helpers.training import new_run, train


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
    assert says("09", "47 names are right that counting alone gets wrong, and 9 are wrong that it gets right")
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
    assert says("09", "strings of up to 3 name 53 % of the English names rightly, the network 58 %")
    for key, share in ((3, 0.53), ("read", 0.58)):
        right = answers[key].argmax(axis=0)[english] == answers["labels"][english]
        assert right.mean() == pytest.approx(share, abs=0.01)


def test_what_was_added_to_the_counts_does_well_on_the_validation_names():
    training, validation, _ = language_split()
    names, labels = zip(*validation)
    right = {
        strength: accuracy(counted_shares(count_languages(training, 3, strength), names), np.array(labels))
        for strength in (0.03, 0.1, 0.3, 1)
    }
    assert says("09", "(On the validation names 0.03 does as well, larger numbers do worse.)")
    assert right[0.1] == pytest.approx(right[0.03], abs=0.003) and right[0.1] > right[0.3] > right[1]


def test_beginnings_and_endings_that_languages_have_nearly_to_themselves():
    learned = [(name, LANGUAGES[place]) for name, place in language_split()[0]]

    def with_end(end):
        return [language for name, language in learned if name.endswith(end)]

    assert says("09", "Greek *-is* and *-os*, Russian *-ov*, Georgian *-shvili* and *-dze*")
    for language, ends in {"Greek": "is os", "Russian": "ov", "Georgian": "shvili dze"}.items():
        for end in ends.split():
            assert with_end(end).count(language) / len(with_end(end)) > 0.8
    assert says("09", "Zulu *nd-*, *mb-* and *ng-*")
    assert {language for name, language in learned if name[:2] in ("nd", "mb", "ng")} == {"Zulu"}
    assert says("09", "of the 22 training names that do so, 18 are Dutch")
    assert len(with_end("ers")) == 22 and with_end("ers").count("Dutch") == 18
    assert ("peeters", "Dutch") in learned


def test_how_sure_and_how_right(answers):
    labels = answers["labels"]
    assert says("09", "above 99 %, the GRU is right in 99 of 100 cases, the counts in 90")
    assert says("09", "Of three names in four they are more than 99 % sure (the GRU of two in five)")
    assert (answers[3].max(axis=0) > 0.99).mean() == pytest.approx(0.75, abs=0.02)
    assert (answers["read"].max(axis=0) > 0.99).mean() == pytest.approx(0.4, abs=0.01)
    for key, right, low, share in (("read", 0.99, 0.7, 0.6), (3, 0.90, 0.9, 0.5)):
        sure, hit = answers[key].max(axis=0), answers[key].argmax(axis=0) == labels
        assert hit[sure > 0.99].mean() == pytest.approx(right, abs=0.01)
        group = (sure > low) & (sure < low + (0.2 if low == 0.7 else 0.09))
        assert hit[group].mean() == pytest.approx(share, abs=0.03)


def test_the_network_is_less_sure_than_right_on_the_names_it_learned_from(answers):
    assert says("09", "it gets 98 in 100 right, and it gives them 95 % on average; of the new ones 77 in 100")
    names, labels = zip(*language_split()[0])
    learned = language_shares(language_model(), names)
    assert accuracy(learned, np.array(labels)) == pytest.approx(0.98, abs=0.006)
    assert learned.max(axis=0).mean() == pytest.approx(0.95, abs=0.005)
    assert answers["read"].max(axis=0).mean() == pytest.approx(0.84, abs=0.005)


def test_wilhelmsson_changes_its_language_to_the_last_letter(view):
    assert says("09", "English after `wilh`, German after `wilhel`, Swedish after `wilhelm`")
    found = [after(view, "wilhelmsson", k) for k in (4, 6, 7, 10, 11)]
    assert [language for language, _ in found] == ["English", "German", "Swedish", "Italian", "Swedish"]
    assert found[3][1] == pytest.approx(0.99, abs=0.005)
    assert state(view, name="wilhelmsson")["part"] == "test"
    ends = [LANGUAGES[place] for name, place in language_split()[0] if name.endswith("sso")]
    assert says("09", "the names in the training list that end in `-sso`, all three of them, are Italian")
    assert ends == ["Italian"] * 3


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


def test_written_names_that_stand_in_the_lists():
    assert says("09", "Of the 700 names, 41 stand in the training list; but 9 stand among the held-out names")
    places = range(len(LANGUAGES))
    written = [write_names(writer_model(), k, np.random.default_rng(k), 0.5, 50) for k in places]
    learned, *others = ({name for name, _ in part} for part in language_split())
    written = [name for names in written for name in names]
    assert len(written) == 700
    assert sum(name in learned for name in written) == pytest.approx(41, abs=2)
    assert sum(name in part for name in written for part in others) == pytest.approx(9, abs=2)


@pytest.fixture(scope="module")
def forecasts():
    return run("09", "plot_horizon(ax, {")


def test_the_network_and_the_linear_model_are_level(forecasts):
    rmse, values, end = forecasts["rmse"], forecasts["values"], forecasts["end"]
    nets = [rmse(each[end - 1 :] - values[end:]) for each in forecasts["one_step"]]
    linear = rmse(values[end:] - forecasts["linear"][end - forecasts["LAGS"] :])
    assert says("09", "two of the three are a little below, one is above")
    assert sorted(net < linear for net in nets) == [False, True, True]
    assert max(nets) < 22 < rmse(np.diff(values)[end - 1 :])
    assert says("09", "the linear model at 14.1")
    learned = (forecasts["last_years"](values) @ forecasts["weights"])[21 - forecasts["LAGS"] :]
    assert rmse(values[21:end] - learned[: end - 21]) == pytest.approx(14.1, abs=0.05)
    assert all(10 < rmse(each[20 : end - 1] - values[21:end]) < 11.5 for each in forecasts["one_step"])


def test_the_mean_of_the_whole_series_would_flatter_by_half_a_sunspot(forecasts):
    assert says("09", "(the networks below would look better by half a sunspot)")
    rmse, values, end = forecasts["rmse"], forecasts["values"], forecasts["end"]
    honest = [rmse(each[end - 1 :] - values[end:]) for each in forecasts["one_step"]]
    kept = {name: forecasts[name] for name in ("mean", "spread", "scaled")}
    mean, spread = values.mean(), values.std()
    try:
        forecasts |= {"mean": mean, "spread": spread, "scaled": (values - mean) / spread}
        nets = [forecasts["learn"](np.arange(end - 50), seed) for seed in range(3)]
        series = forecasts["scaled"][:-1, None, None]
        each = [mean + spread * forecasts["forecast"](net, series)[0][:, 0, 0] for net in nets]
    finally:
        forecasts |= kept
    gains = np.array(honest) - [rmse(one[end - 1 :] - values[end:]) for one in each]
    assert gains.mean() == pytest.approx(0.5, abs=0.25)


def test_a_cut_at_random_flatters(forecasts):
    assert says("09", "12.0 in place of 19.2")
    flattered, honest = (forecasts["rmse"](missed) for missed in forecasts["missed"].values())
    assert flattered == pytest.approx(12.0, abs=0.05) and honest == pytest.approx(19.2, abs=0.05)


def test_windows_cut_at_random_are_hardly_new_and_a_small_model_gains_little(forecasts):
    assert says("09", "the network's error in these years is 11.6")
    rmse, values, lags = forecasts["rmse"], forecasts["values"], forecasts["LAGS"]

    def years_of(starts):
        return forecasts["years"][starts + np.arange(1, 51)[:, None]]

    starts = forecasts["mixed"][60:]
    learned = forecasts["windows"](starts)
    errors = (forecasts["forecast"](forecasts["leaky"], learned["x"])[0] - learned["y"])[:, 0]
    late = learned["mask"] & (years_of(starts) >= 1930)
    assert forecasts["spread"] * rmse(errors[late]) == pytest.approx(11.6, abs=0.1)
    assert says("09", "comes down on these windows from 19.7 to 18.0")
    rows = forecasts["last_years"](values)[:-1]
    every, *_ = np.linalg.lstsq(rows, values[lags:], rcond=None)
    places = years_of(forecasts["mixed"][:60])[forecasts["late"]] - 1700
    for weights, error in ((forecasts["weights"], 19.7), (every, 18.0)):
        assert rmse((rows @ weights)[places - lags] - values[places]) == pytest.approx(error, abs=0.05)


def test_trained_without_lengths_an_answer_depends_on_the_company(forecasts, answers):
    assert says("09", "Asked about each name alone, the same network names about half")
    names, labels = answers["names"], answers["labels"]
    batches = labelled_batches(language_split()[0], 64, seed=0)  # as in the lesson

    def loss(parameters, batch, carry):
        return language_loss(parameters, batch | {"lengths": np.full(len(batch["labels"]), len(batch["x"]))})

    updates = 5 * batches.per_pass
    net = train(new_run(forecasts["start"]), loss, batches, updates, learning_rate=0.01, clip=1.0)

    def read(given):
        x, _ = name_columns(given)
        return forward_pass(x, zero_state(net["parameters"], len(given)), net["parameters"])[1][-1]

    together, alone = read(names), np.hstack([read([name]) for name in names])
    assert accuracy(together, labels) == pytest.approx(2 / 3, abs=0.06)
    assert accuracy(alone, labels) == pytest.approx(0.5, abs=0.08)
    assert (together.argmax(axis=0) != alone.argmax(axis=0)).mean() == pytest.approx(0.43, abs=0.1)


def test_a_run_from_1985_has_the_rhythm_and_not_the_height(forecasts):
    assert says("09", "the first of them 110 high where 158 came")
    years, values = forecasts["years"], forecasts["values"]
    wave = (years >= 1986) & (years <= 1995)
    assert round(values[wave].max()) == 158 and years[wave][values[wave].argmax()] == 1989
    for name in ("GRU, on its own from 1985", "linear, on its own from 1985"):
        when, run_ = forecasts["lines"][name]
        first = run_[when <= 1995]
        second = run_[when > 1995]
        assert first.max() == pytest.approx(110, abs=3) and when[first.argmax()] == 1991
        assert values[years == 2000] == values[years > 1995].max() and second.max() < 105
        assert when[when > 1995][second.argmax()] == 2002
    assert says(
        "09",
        "and all peaks since 1960 but that of 1968 are forecast too low",
    )
    behind = dict(zip(years[1:].tolist(), values[1:] - forecasts["one_step"][0]))
    assert says("09", "by 39 in 1978 and by 31 in 1988; it misses the second summit of 1991 by 39, too")
    assert [behind[year] for year in (1978, 1988, 1991)] == pytest.approx([39, 31, 39], abs=0.6)
    assert behind[1968] < 0 < min(behind[1979], behind[1989], behind[2000])


def test_the_other_trainings_have_the_rhythm_too(forecasts):
    assert says("09", "one has its peaks one year late and on time, one three and two years late")
    late = []
    for net in forecasts["nets"][1:]:
        run_, when = forecasts["run_on"](net, np.array([285]), 23)[:, 0], forecasts["years"][286:]
        waves = (when <= 1995, when > 1995)
        late.append([int(when[wave][run_[wave].argmax()]) for wave in waves])
        assert run_[waves[0]].max() < 130 and run_[waves[1]].max() < 115
    assert sorted(late) == [[1990, 2000], [1992, 2002]]


def test_the_error_grows_and_one_period_ago_is_the_best_far_forecast(forecasts):
    by = {name: [forecasts["rmse"](e) for e in each] for name, each in forecasts["errors"].items()}
    for name in ("GRU, 3 trainings", "linear"):
        assert by[name][0] == pytest.approx(19, abs=0.5) and by[name][2] == pytest.approx(35, abs=1)
        assert all(35.5 < error < 50 for error in by[name][3:])
    assert min(by, key=lambda name: by[name][9]) == "last known year"
    assert says("09", "one alone is better still, with 31; the other two have 40 and 48")
    pooled = forecasts["errors"]["GRU, 3 trainings"][9]
    alone = sorted(round(float(forecasts["rmse"](each))) for each in np.reshape(pooled, (3, -1)))
    assert alone == [31, 40, 48]
    assert by["last known year"][9] == pytest.approx(34, abs=0.5)
    assert all(57 < error < 64 for error in by["mean of the past"])


def test_the_baselines_of_carbon_dioxide():
    assert says("09", "off by 1.27 ppm (RMSE after 1990)") and says("09", "by 0.40.")
    months, values = co2()
    first = int((months < np.datetime64("1990-01")).sum())
    now, growth = values[first:], values[first - 1 : -1] - values[first - 13 : -13]
    assert np.sqrt(np.mean((now - values[first - 1 : -1]) ** 2)) == pytest.approx(1.27, abs=0.005)
    assert np.sqrt(np.mean((now - values[first - 12 : -12] - growth) ** 2)) == pytest.approx(0.40, abs=0.005)
    assert says("09", "of the months since 1990 five in six lie above everything before")
    assert (now > values[:first].max()).mean() == pytest.approx(5 / 6, abs=0.01)
