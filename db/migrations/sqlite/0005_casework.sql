CREATE TABLE `contests` (
	`id` text PRIMARY KEY NOT NULL,
	`state` text NOT NULL,
	`context` text NOT NULL,
	`machine_version` integer NOT NULL,
	`version` integer NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`return_id` text NOT NULL,
	`decided_at` integer NOT NULL,
	`words` text NOT NULL,
	`currency` text NOT NULL,
	`credit_id` text
);
--> statement-breakpoint
CREATE UNIQUE INDEX `contests_decision` ON `contests` (`return_id`,`decided_at`);--> statement-breakpoint
CREATE INDEX `contests_state` ON `contests` (`state`,`created_at`);--> statement-breakpoint
CREATE TABLE `goodwill_budgets` (
	`staff_id` text NOT NULL,
	`month` text NOT NULL,
	`currency` text NOT NULL,
	`spent` integer NOT NULL,
	PRIMARY KEY(`staff_id`, `month`, `currency`)
);
--> statement-breakpoint
CREATE TABLE `goodwills` (
	`id` text PRIMARY KEY NOT NULL,
	`state` text NOT NULL,
	`context` text NOT NULL,
	`machine_version` integer NOT NULL,
	`version` integer NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`return_id` text NOT NULL,
	`amount` integer NOT NULL,
	`currency` text NOT NULL,
	`form_key` text NOT NULL,
	`credit_id` text
);
--> statement-breakpoint
CREATE UNIQUE INDEX `goodwills_form` ON `goodwills` (`form_key`);--> statement-breakpoint
CREATE INDEX `goodwills_return` ON `goodwills` (`return_id`,`created_at`);--> statement-breakpoint
CREATE INDEX `goodwills_state` ON `goodwills` (`state`,`created_at`);--> statement-breakpoint
CREATE TABLE `presence` (
	`return_id` text NOT NULL,
	`staff_id` text NOT NULL,
	`seen_at` integer NOT NULL,
	PRIMARY KEY(`return_id`, `staff_id`)
);
--> statement-breakpoint
CREATE INDEX `presence_seen` ON `presence` (`seen_at`);--> statement-breakpoint
CREATE TABLE `return_assignments` (
	`return_id` text PRIMARY KEY NOT NULL,
	`staff_id` text NOT NULL,
	`since` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `return_assignments_staff` ON `return_assignments` (`staff_id`,`since`);--> statement-breakpoint
CREATE TABLE `return_messages` (
	`id` text PRIMARY KEY NOT NULL,
	`return_id` text NOT NULL,
	`author` text NOT NULL,
	`text` text NOT NULL,
	`locale` text NOT NULL,
	`template` text,
	`asks` integer NOT NULL,
	`form_key` text NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `return_messages_form` ON `return_messages` (`form_key`);--> statement-breakpoint
CREATE INDEX `return_messages_return` ON `return_messages` (`return_id`,`created_at`);--> statement-breakpoint
CREATE TABLE `return_notes` (
	`id` text PRIMARY KEY NOT NULL,
	`return_id` text NOT NULL,
	`author_id` text NOT NULL,
	`text` text NOT NULL,
	`form_key` text NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `return_notes_form` ON `return_notes` (`form_key`);--> statement-breakpoint
CREATE INDEX `return_notes_return` ON `return_notes` (`return_id`,`created_at`);--> statement-breakpoint
CREATE TABLE `return_signals` (
	`return_id` text NOT NULL,
	`code` text NOT NULL,
	`facts` text NOT NULL,
	`raised_at` integer NOT NULL,
	PRIMARY KEY(`return_id`, `code`)
);
--> statement-breakpoint
CREATE TABLE `return_traces` (
	`return_id` text NOT NULL,
	`kind` text NOT NULL,
	`hash` text NOT NULL,
	`person_hash` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`return_id`, `kind`)
);
--> statement-breakpoint
CREATE INDEX `return_traces_hash` ON `return_traces` (`kind`,`hash`,`at`);--> statement-breakpoint
CREATE TABLE `staff_notices` (
	`id` text PRIMARY KEY NOT NULL,
	`staff_id` text NOT NULL,
	`kind` text NOT NULL,
	`return_id` text NOT NULL,
	`note_id` text,
	`actor` text NOT NULL,
	`created_at` integer NOT NULL,
	`read_at` integer
);
--> statement-breakpoint
CREATE INDEX `staff_notices_staff` ON `staff_notices` (`staff_id`,`read_at`);--> statement-breakpoint
CREATE INDEX `staff_notices_note` ON `staff_notices` (`note_id`);--> statement-breakpoint
CREATE TRIGGER `return_notes_no_update` BEFORE UPDATE ON `return_notes` BEGIN SELECT RAISE(ABORT, 'what was written stays'); END;--> statement-breakpoint
CREATE TRIGGER `return_messages_no_update` BEFORE UPDATE ON `return_messages` BEGIN SELECT RAISE(ABORT, 'what was written stays'); END;
