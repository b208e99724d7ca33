"""The bill of materials, against the schema that its makers ship."""

import json
import unittest

import jsonschema
from common import REPOSITORY
from referencing import Registry, Resource

SCHEMAS = REPOSITORY / "target/formats/package/res/schema"


class BillOfMaterials(unittest.TestCase):
    def test_it_is_valid(self):
        schemas = [json.loads(path.read_text()) for path in sorted(SCHEMAS.glob("*.schema.json"))]
        registry = Registry().with_resources((one["$id"], Resource.from_contents(one)) for one in schemas)
        schema = json.loads((SCHEMAS / "bom-1.6.SNAPSHOT.schema.json").read_text())
        validator = jsonschema.validators.validator_for(schema)(schema, registry=registry)
        bill = json.loads((REPOSITORY / "docs/sbom.cdx.json").read_text())
        self.assertEqual(bill["specVersion"], "1.6")
        self.assertEqual([f"{e.json_path}: {e.message}" for e in validator.iter_errors(bill)], [])
        bill["components"][0]["type"] = "fel"
        self.assertEqual(len(list(validator.iter_errors(bill))), 1)


if __name__ == "__main__":
    unittest.main()
