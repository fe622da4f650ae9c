"""Joining modules: one script in order, nothing left of import and export, any other form refused."""

import re

import pytest

from hueandcry.bundle.joined import joined
from hueandcry.bundle.studio_files import ENTRIES, scripts, sources

A = 'import { two } from "./b.js";\nimport {\n  three,\n} from "./c.js";\nsay(two + three);\n'
B = '/** Two. */\nimport { three } from "./c.js";\n\nexport const two = three - 1;\n'
C = "// why\nexport const three = 3;\nexport function four() {\n  return 4; // stays\n}\n"


def test_modules_stand_before_those_that_import_them_and_once_each() -> None:
    script = joined("a", {"a": A, "b": B, "c": C})
    assert re.findall(r"^const \$(\w+)", script, re.MULTILINE) == ["c", "b"]
    assert script.index("$b = ") < script.index("say(two + three)")
    assert "const { two } = $b;" in script
    assert "return { three, four };" in script


def test_comments_stay_behind_but_not_what_stands_behind_code() -> None:
    script = joined("a", {"a": A, "b": B, "c": C})
    assert "Two." not in script
    assert "why" not in script
    assert "// stays" in script


@pytest.mark.parametrize(
    "wrong",
    [
        'import x from "./c.js";\n',
        'import * as c from "./c.js";\n',
        'import { three } from "elsewhere";\n',
        "export default 3;\n",
        "export { two };\n",
    ],
)
def test_a_form_that_is_not_known_is_refused(wrong: str) -> None:
    with pytest.raises(ValueError, match="cannot be joined"):
        joined("a", {"a": wrong, "c": C})


def test_modules_that_import_each_other_are_refused() -> None:
    with pytest.raises(ValueError, match="b → c → b"):
        joined("b", {"b": B, "c": 'import { two } from "./b.js";\nexport const three = two;\n'})


@pytest.mark.parametrize("entry", ENTRIES)
def test_the_studios_scripts_have_nothing_of_modules_or_documentation_left(entry: str) -> None:
    script = scripts()[f"{entry}.js"].decode()
    assert re.findall(r"^(?:import|export)\b.*|/\*\*", script, re.MULTILINE) == []


def test_every_module_is_in_some_script() -> None:
    everything = b"".join(scripts().values()).decode()
    modules = {name.removesuffix(".js") for name in sources() if name.endswith(".js")}
    missing = {name for name in modules if f"const ${name} =" not in everything}
    assert missing == {*ENTRIES, "sw"}
