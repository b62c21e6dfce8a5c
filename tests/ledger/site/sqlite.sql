-- Six tables of a shop as Django 5.2 makes them on SQLite.

CREATE TABLE "auth_user" (
    "id" integer NOT NULL PRIMARY KEY AUTOINCREMENT,
    "username" varchar(150) NOT NULL UNIQUE,
    "password" varchar(128) NOT NULL,
    "email" varchar(254) NOT NULL,
    "is_active" bool NOT NULL,
    "date_joined" datetime NOT NULL,
    "last_login" datetime NULL
);

CREATE TABLE "accounts_userprofile" (
    "id" integer NOT NULL PRIMARY KEY AUTOINCREMENT,
    "user_id" integer NOT NULL UNIQUE REFERENCES "auth_user" ("id") DEFERRABLE INITIALLY DEFERRED,
    "phone" varchar(20) NOT NULL,
    "referral_code" varchar(8) NOT NULL UNIQUE,
    "visits" integer unsigned NOT NULL CHECK ("visits" >= 0)
);

CREATE TABLE "courses_course" (
    "id" char(32) NOT NULL PRIMARY KEY,
    "slug" varchar(50) NOT NULL UNIQUE,
    "title" varchar(200) NOT NULL,
    "cost" decimal NOT NULL,
    "instructor_id" integer NOT NULL REFERENCES "auth_user" ("id") DEFERRABLE INITIALLY DEFERRED,
    "published_at" datetime NOT NULL
);

CREATE TABLE "courses_topic" (
    "course_id" char(32) NOT NULL REFERENCES "courses_course" ("id") DEFERRABLE INITIALLY DEFERRED,
    "topic_number" integer unsigned NOT NULL CHECK ("topic_number" >= 0),
    "topic_title" varchar(200) NOT NULL,
    "slug" varchar(50) NOT NULL,
    "id" integer NOT NULL PRIMARY KEY AUTOINCREMENT
);

CREATE TABLE "payments_stripepayment" (
    "id" char(32) NOT NULL PRIMARY KEY,
    "stripe_payment_intent_id" varchar(255) NOT NULL UNIQUE,
    "student_id" integer NULL REFERENCES "auth_user" ("id") DEFERRABLE INITIALLY DEFERRED,
    "total_amount" decimal NOT NULL,
    "refund_amount" decimal NULL,
    "status" varchar(20) NOT NULL,
    "metadata" text NOT NULL CHECK ((JSON_VALID("metadata") OR "metadata" IS NULL)),
    "notes" text NULL CHECK ((JSON_VALID("notes") OR "notes" IS NULL)),
    "created_at" datetime NOT NULL,
    "completed_at" datetime NULL
);

CREATE TABLE "lessons_lesson" (
    "id" char(32) NOT NULL PRIMARY KEY,
    "fee" real NULL,
    "lesson_date" date NOT NULL,
    "lesson_time" time NOT NULL,
    "duration_in_minutes" varchar(2) NOT NULL,
    "ip" char(39) NULL,
    "length" bigint NOT NULL,
    "student_id" integer NOT NULL REFERENCES "auth_user" ("id") DEFERRABLE INITIALLY DEFERRED
);

CREATE INDEX "courses_course_instructor_id_5b0643dc" ON "courses_course" ("instructor_id");
CREATE UNIQUE INDEX "courses_topic_course_id_topic_number_b2cc1b71_uniq" ON "courses_topic" ("course_id", "topic_number");
CREATE INDEX "courses_topic_course_id_4d209804" ON "courses_topic" ("course_id");
CREATE INDEX "payments_stripepayment_student_id_fb8a12b6" ON "payments_stripepayment" ("student_id");
CREATE INDEX "lessons_lesson_student_id_d998e9cd" ON "lessons_lesson" ("student_id");
