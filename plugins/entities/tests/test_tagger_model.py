"""Files of models: what is read, and what is refused."""

import pickle
import zipfile
from importlib.resources import files
from pathlib import Path

import numpy as np
import pytest
from corpuskit_entities.config import EntityConfig
from corpuskit_entities.extract import EntityExtractor
from corpuskit_entities.tagger.model import LABELS, Model, Table, shipped

from corpuskit import Document
from corpuskit.errors import ConfigError

MODEL = Path(str(files("corpuskit_entities"))) / "data" / "en" / "model.npz"
DOCUMENT = Document("Kenya signed it, and Hamid Karimi left for Cairo.")


@pytest.fixture(scope="module")
def arrays():
    with np.load(MODEL) as archive:
        return {name: archive[name] for name in archive.files}


def refused(path):
    with pytest.raises(ConfigError) as caught:
        Model.load(path)
    return str(caught.value)


@pytest.mark.parametrize("content", [b"", b"text", b"PK\x03\x04", b"PK\x05\x06" + 18 * b"\0", b"\x93NUMPY", b"\0" * 99])
def test_a_file_that_is_no_model_is_named(tmp_path, content):
    path = tmp_path / "model.npz"
    path.write_bytes(content)

    assert f"{path} is no model of entities: it " in refused(path)


def test_a_file_that_is_not_there_and_a_folder_are_named(tmp_path):
    assert "nowhere.npz" in refused(tmp_path / "nowhere.npz")
    assert f"{tmp_path} is no model" in refused(tmp_path)


def test_one_array_and_objects_of_python_are_no_model(tmp_path):
    np.save(tmp_path / "one.npy", np.zeros(3))
    np.savez(tmp_path / "objects.npz", ceiling=np.array([{}], object))
    with zipfile.ZipFile(tmp_path / "texts.npz", "w") as archive:
        archive.writestr("ceiling", "4")

    assert "no archive of arrays" in refused(tmp_path / "one.npy")
    assert "allow_pickle" in refused(tmp_path / "objects.npz")
    assert "it has no affixes.keys" in refused(tmp_path / "texts.npz")


@pytest.mark.parametrize("kept", [100, 10_000, -1])
def test_a_part_of_a_model_is_none(tmp_path, kept):
    path = tmp_path / "part.npz"
    path.write_bytes(MODEL.read_bytes()[:kept])

    assert "is no model" in refused(path)


def test_a_model_with_a_wrong_byte_is_refused(tmp_path):
    path, content = tmp_path / "model.npz", bytearray(MODEL.read_bytes())
    content[len(content) // 2] ^= 0xFF
    path.write_bytes(content)

    assert "is no model" in refused(path)


@pytest.mark.parametrize("name", ["ceiling", "vectors.rows", "words.which", "hidden.biases", "moves"])
def test_what_is_missing_is_named(tmp_path, arrays, name):
    path = tmp_path / "model.npz"
    np.savez(path, **{key: array for key, array in arrays.items() if key != name})

    assert refused(path).endswith(f"it has no {name}")


@pytest.mark.parametrize(
    ("name", "shape"),
    [
        ("ceiling", (1,)),
        ("moves", (len(LABELS), len(LABELS) + 1)),
        ("closes", (1,)),
        ("emit.biases", (len(LABELS), 1)),
        ("window.weights", (3, 4)),
        ("hidden.weights", (3, 4)),
        ("emit.weights", (3, 4)),
        ("projection.scales", (5,)),
        ("vectors.rows", (7, 16)),
        ("words.which", (9,)),
        ("affixes.rows", (0, 0)),
    ],
)
def test_an_array_of_another_shape_is_named(tmp_path, arrays, name, shape):
    path = tmp_path / "model.npz"
    np.savez(path, **{**arrays, name: np.zeros(shape, arrays[name].dtype)})

    assert "has the shape" in refused(path)


def test_numbers_of_rows_that_are_not_there_are_refused(tmp_path, arrays):
    path, which = tmp_path / "model.npz", arrays["words.which"].copy()
    which[0] = len(arrays["words.rows"])
    np.savez(path, **{**arrays, "words.which": which})

    assert "words.which has numbers of rows" in refused(path)


def test_a_table_gives_the_row_of_a_key_and_else_the_last():
    table = Table(np.array([3, 7], np.uint32), None, np.array([[1, 2], [3, 4], [5, 6]], np.int8), 0.5)

    assert table.find(np.array([7, 3, 0, 5, 9], np.uint32)).tolist() == [1, 0, 2, 2, 2]
    assert table.look_up(np.array([7, 9], np.uint32)).tolist() == [[1.5, 2.0], [2.5, 3.0]]


def test_a_table_without_keys_gives_the_last_row():
    table = Table(np.zeros(0, np.uint32), np.zeros(1, np.uint16), np.array([[1, 2]], np.int8), 0.5)

    assert table.look_up(np.array([7, 0], np.uint32)).tolist() == [[0.5, 1.0], [0.5, 1.0]]


def test_sums_of_layers_are_exact_in_floats():
    model = shipped()
    for layer in (model.projection, model.window, model.hidden, model.emit):
        assert np.abs(layer.weights).sum(axis=0).max() * 127 < 2**24


# --- files of one's own


def test_a_file_of_ones_own_is_read(tmp_path, arrays):
    path = tmp_path / "mine.npz"
    never = np.full_like(arrays["emit.biases"], -99)
    never[0] = 99
    np.savez(path, **{**arrays, "emit.biases": never})

    assert list(EntityExtractor(EntityConfig(weights=path))(DOCUMENT)) == []
    assert list(EntityExtractor(EntityConfig(weights=str(MODEL)))(DOCUMENT)) == list(EntityExtractor()(DOCUMENT))


def test_a_file_of_ones_own_that_is_no_model_is_refused(tmp_path):
    with pytest.raises(ConfigError, match=r"nowhere\.npz is no model"):
        EntityExtractor(EntityConfig(weights=tmp_path / "nowhere.npz"))


def test_an_extractor_with_a_file_of_its_own_survives_pickling(tmp_path):
    path = tmp_path / "mine.npz"
    path.write_bytes(MODEL.read_bytes())
    extractor = EntityExtractor(EntityConfig(weights=path))
    again = pickle.loads(pickle.dumps(extractor))

    assert again.config == extractor.config
    assert list(again(DOCUMENT)) == list(extractor(DOCUMENT)) != []


def test_a_pickle_is_small():
    assert len(pickle.dumps(EntityExtractor())) < 1000
