BEGIN TRANSACTION;
CREATE TABLE "seen" ("notice" TEXT NOT NULL PRIMARY KEY);
INSERT INTO "seen" VALUES('welcome');
CREATE TABLE "walk" ("flow" TEXT NOT NULL PRIMARY KEY, "answers" TEXT NOT NULL, "content_version" TEXT NOT NULL, "seen_at" TEXT NOT NULL, "led_to" TEXT NOT NULL);
INSERT INTO "walk" VALUES('expedite','{"role": "applicant", "purpose": "Gr\u00fc\u00dfe ''x'' \u4f60\u597d"}','abc123','2026-11-23T15:00:00+00:00','ground');
COMMIT;
PRAGMA user_version = 1;
