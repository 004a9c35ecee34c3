BEGIN TRANSACTION;
CREATE TABLE "attempt" ("root" text not null, "at" text not null,
    "answered" boolean not null, primary key ("root", "at"));
INSERT INTO "attempt" VALUES('00000014-0000-0000-0000-0000000014a3','2026-11-02T14:00:00.000000+00:00',0);
CREATE TABLE "call" ("id" text not null primary key, "root" text not null,
    "corrects" text, "started_at" text not null, "entry" text not null, "current" boolean not null,
    "promised" boolean not null, "shared_at" text);
INSERT INTO "call" VALUES('00000018-0000-0000-0000-0000000014a3','00000018-0000-0000-0000-0000000014a3',NULL,'2026-11-03T14:00:00.000000+00:00','{"id":"00000018-0000-0000-0000-0000000014a3","started_at":"2026-11-03T14:00:00Z","ended_at":null,"zone":null,"held_seconds":null,"line":null,"phone":null,"callback":null,"email":null,"text_ahead":null,"agent_name":null,"agent_id":null,"service_item":null,"earlier_item":"sr2","kind":"regular","flow":null,"receipt":null,"form":null,"request":null,"send":null,"answer_by":null,"by":null,"interpreter":null,"supervisor":null,"staff":null,"note":null,"appointment":null,"missed_examination":null,"protected":null,"attempts":[],"heard":[],"shared_at":null,"corrects":null}',1,1,NULL);
INSERT INTO "call" VALUES('00000017-0000-0000-0000-0000000014a3','00000017-0000-0000-0000-0000000014a3',NULL,'2026-11-03T13:00:00.000000+00:00','{"id":"00000017-0000-0000-0000-0000000014a3","started_at":"2026-11-03T13:00:00Z","ended_at":null,"zone":null,"held_seconds":null,"line":null,"phone":null,"callback":null,"email":null,"text_ahead":null,"agent_name":null,"agent_id":null,"service_item":"SR-2","earlier_item":null,"kind":"urgent","flow":null,"receipt":null,"form":null,"request":null,"send":null,"answer_by":null,"by":null,"interpreter":null,"supervisor":null,"staff":null,"note":null,"appointment":null,"missed_examination":null,"protected":null,"attempts":[],"heard":[],"shared_at":null,"corrects":null}',1,1,NULL);
INSERT INTO "call" VALUES('00000014-0000-0000-0000-0000000014a3','00000014-0000-0000-0000-0000000014a3',NULL,'2026-11-03T10:00:00.000000+00:00','{"id":"00000014-0000-0000-0000-0000000014a3","started_at":"2026-11-03T10:00:00Z","ended_at":null,"zone":null,"held_seconds":null,"line":null,"phone":null,"callback":null,"email":null,"text_ahead":null,"agent_name":null,"agent_id":null,"service_item":"SR1","earlier_item":null,"kind":"urgent","flow":null,"receipt":null,"form":null,"request":null,"send":null,"answer_by":null,"by":null,"interpreter":null,"supervisor":null,"staff":null,"note":"as it was","appointment":null,"missed_examination":null,"protected":null,"attempts":[],"heard":[],"shared_at":null,"corrects":null}',0,0,NULL);
INSERT INTO "call" VALUES('00000015-0000-0000-0000-0000000014a3','00000014-0000-0000-0000-0000000014a3','00000014-0000-0000-0000-0000000014a3','2026-11-03T10:00:00.000000+00:00','{"id":"00000015-0000-0000-0000-0000000014a3","started_at":"2026-11-03T10:00:00Z","ended_at":null,"zone":null,"held_seconds":null,"line":null,"phone":null,"callback":null,"email":null,"text_ahead":null,"agent_name":null,"agent_id":null,"service_item":"SR1","earlier_item":null,"kind":"urgent","flow":null,"receipt":null,"form":null,"request":null,"send":null,"answer_by":null,"by":null,"interpreter":null,"supervisor":null,"staff":null,"note":"by Ann","appointment":null,"missed_examination":null,"protected":null,"attempts":[],"heard":[],"shared_at":null,"corrects":"00000014-0000-0000-0000-0000000014a3"}',1,1,NULL);
INSERT INTO "call" VALUES('00000016-0000-0000-0000-0000000014a3','00000014-0000-0000-0000-0000000014a3','00000014-0000-0000-0000-0000000014a3','2026-11-03T10:00:00.000000+00:00','{"id":"00000016-0000-0000-0000-0000000014a3","started_at":"2026-11-03T10:00:00Z","ended_at":null,"zone":null,"held_seconds":null,"line":null,"phone":null,"callback":null,"email":null,"text_ahead":null,"agent_name":null,"agent_id":null,"service_item":"SR1","earlier_item":null,"kind":"regular","flow":null,"receipt":null,"form":null,"request":null,"send":null,"answer_by":null,"by":null,"interpreter":null,"supervisor":null,"staff":null,"note":"by Ben","appointment":null,"missed_examination":null,"protected":null,"attempts":[],"heard":[],"shared_at":null,"corrects":"00000014-0000-0000-0000-0000000014a3"}',1,1,NULL);
CREATE TABLE "call_words" ("started_at" text not null, "id" text not null,
    "words" text not null, primary key ("started_at", "id")) without rowid;
INSERT INTO "call_words" VALUES('2026-11-03T10:00:00.000000+00:00','00000015-0000-0000-0000-0000000014a3','sr1 urgent by ann');
INSERT INTO "call_words" VALUES('2026-11-03T10:00:00.000000+00:00','00000016-0000-0000-0000-0000000014a3','sr1 regular by ben');
INSERT INTO "call_words" VALUES('2026-11-03T13:00:00.000000+00:00','00000017-0000-0000-0000-0000000014a3','sr-2 urgent');
INSERT INTO "call_words" VALUES('2026-11-03T14:00:00.000000+00:00','00000018-0000-0000-0000-0000000014a3','sr2 regular');
CREATE TABLE "draft" ("id" text not null primary key, "call" text not null);
CREATE TABLE "seen" ("notice" text not null primary key);
INSERT INTO "seen" VALUES('welcome');
CREATE TABLE "walk" ("flow" text not null primary key,
    "answers" text not null, "content_version" text not null, "seen_at" text not null,
    "led_to" text not null);
INSERT INTO "walk" VALUES('expedite','{"role": "applicant", "purpose": "Gr\u00fc\u00dfe ''x'' \u4f60\u597d"}','abc123','2026-11-23T15:00:00+00:00','ground');
CREATE INDEX "call_root" on "call" ("root");
CREATE INDEX "call_corrects" on "call" ("corrects");
CREATE INDEX "call_started" on "call" ("started_at", "id");
CREATE INDEX "call_promised" on "call" ("promised", "started_at", "id");
COMMIT;
PRAGMA user_version = 2;
