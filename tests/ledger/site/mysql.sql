-- Six tables of a shop as Django 5.2 makes them on MariaDB 10.7 and newer.

CREATE TABLE `auth_user` (
    `id` integer AUTO_INCREMENT NOT NULL PRIMARY KEY,
    `username` varchar(150) NOT NULL UNIQUE,
    `password` varchar(128) NOT NULL,
    `email` varchar(254) NOT NULL,
    `is_active` bool NOT NULL,
    `date_joined` datetime(6) NOT NULL,
    `last_login` datetime(6) NULL
);

CREATE TABLE `accounts_userprofile` (
    `id` bigint AUTO_INCREMENT NOT NULL PRIMARY KEY,
    `user_id` integer NOT NULL UNIQUE,
    `phone` varchar(20) NOT NULL,
    `referral_code` varchar(8) NOT NULL UNIQUE,
    `visits` integer UNSIGNED NOT NULL CHECK (`visits` >= 0)
);

CREATE TABLE `courses_course` (
    `id` uuid NOT NULL PRIMARY KEY,
    `slug` varchar(50) NOT NULL UNIQUE,
    `title` varchar(200) NOT NULL,
    `cost` numeric(8, 2) NOT NULL,
    `instructor_id` integer NOT NULL,
    `published_at` datetime(6) NOT NULL
);

CREATE TABLE `courses_topic` (
    `course_id` uuid NOT NULL,
    `topic_number` integer UNSIGNED NOT NULL CHECK (`topic_number` >= 0),
    `topic_title` varchar(200) NOT NULL,
    `slug` varchar(50) NOT NULL,
    `id` bigint AUTO_INCREMENT NOT NULL PRIMARY KEY
);

CREATE TABLE `payments_stripepayment` (
    `id` uuid NOT NULL PRIMARY KEY,
    `stripe_payment_intent_id` varchar(255) NOT NULL UNIQUE,
    `student_id` integer NULL,
    `total_amount` numeric(10, 2) NOT NULL,
    `refund_amount` numeric(10, 2) NULL,
    `status` varchar(20) NOT NULL,
    `metadata` longtext NOT NULL CHECK (JSON_VALID(`metadata`)),
    `notes` longtext NULL CHECK (JSON_VALID(`notes`)),
    `created_at` datetime(6) NOT NULL,
    `completed_at` datetime(6) NULL
);

CREATE TABLE `lessons_lesson` (
    `id` uuid NOT NULL PRIMARY KEY,
    `fee` double precision NULL,
    `lesson_date` date NOT NULL,
    `lesson_time` time(6) NOT NULL,
    `duration_in_minutes` varchar(2) NOT NULL,
    `ip` char(39) NULL,
    `length` bigint NOT NULL,
    `student_id` integer NOT NULL
);

ALTER TABLE `accounts_userprofile`
    ADD CONSTRAINT `accounts_userprofile_user_id_92240672_fk_auth_user_id` FOREIGN KEY (`user_id`) REFERENCES `auth_user` (`id`);
ALTER TABLE `courses_course`
    ADD CONSTRAINT `courses_course_instructor_id_5b0643dc_fk_auth_user_id` FOREIGN KEY (`instructor_id`) REFERENCES `auth_user` (`id`);
ALTER TABLE `courses_topic`
    ADD CONSTRAINT `courses_topic_course_id_topic_number_b2cc1b71_uniq` UNIQUE (`course_id`, `topic_number`);
ALTER TABLE `courses_topic`
    ADD CONSTRAINT `courses_topic_course_id_4d209804_fk_courses_course_id` FOREIGN KEY (`course_id`) REFERENCES `courses_course` (`id`);
ALTER TABLE `payments_stripepayment`
    ADD CONSTRAINT `payments_stripepayment_student_id_fb8a12b6_fk_auth_user_id` FOREIGN KEY (`student_id`) REFERENCES `auth_user` (`id`);
ALTER TABLE `lessons_lesson`
    ADD CONSTRAINT `lessons_lesson_student_id_d998e9cd_fk_auth_user_id` FOREIGN KEY (`student_id`) REFERENCES `auth_user` (`id`);
