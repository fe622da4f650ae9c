"""Token traces are a set: SQLite must not keep the order in which they came."""

from django.db import migrations

REBUILD = (
    """
    CREATE TABLE "store_tokentrace_set" (
        "campaign_id" bigint NOT NULL REFERENCES "store_campaignrecord" ("id") DEFERRABLE INITIALLY DEFERRED,
        "day" date NOT NULL,
        "keyed_hash" BLOB NOT NULL,
        PRIMARY KEY ("campaign_id", "day", "keyed_hash")
    ) WITHOUT ROWID
    """,
    """
    INSERT INTO "store_tokentrace_set" ("campaign_id", "day", "keyed_hash")
    SELECT "campaign_id", "day", "keyed_hash" FROM "store_tokentrace"
    """,
    'DROP TABLE "store_tokentrace"',
    'ALTER TABLE "store_tokentrace_set" RENAME TO "store_tokentrace"',
)


def rebuild(apps, schema_editor):
    """Other databases order rows as they like; SQLite numbers them unless it is told not to."""
    if schema_editor.connection.vendor == "sqlite":
        for statement in REBUILD:
            schema_editor.execute(statement)


class Migration(migrations.Migration):
    """Rebuild the table without row numbers."""

    dependencies = [("store", "0001_initial")]
    operations = [migrations.RunPython(rebuild, migrations.RunPython.noop)]
