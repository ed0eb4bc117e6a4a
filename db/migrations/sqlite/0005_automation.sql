CREATE TABLE `automation_acts` (
	`id` text PRIMARY KEY NOT NULL,
	`rule_id` text NOT NULL,
	`rule_version` integer NOT NULL,
	`return_id` text NOT NULL,
	`kind` text NOT NULL,
	`code` text,
	`question` text,
	`amount` integer,
	`currency` text,
	`at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `automation_acts_once` ON `automation_acts` (`return_id`,`rule_id`,`kind`);--> statement-breakpoint
CREATE INDEX `automation_acts_rule` ON `automation_acts` (`rule_id`,`at`);--> statement-breakpoint
CREATE TABLE `automation_exposures` (
	`scope` text NOT NULL,
	`day` text NOT NULL,
	`currency` text NOT NULL,
	`amount` integer NOT NULL,
	PRIMARY KEY(`scope`, `day`, `currency`)
);
--> statement-breakpoint
CREATE TABLE `automation_rules` (
	`id` text PRIMARY KEY NOT NULL,
	`position` integer NOT NULL,
	`enabled` integer NOT NULL,
	`definition` text NOT NULL,
	`created_by` text NOT NULL,
	`created_at` integer NOT NULL,
	`updated_by` text NOT NULL,
	`updated_at` integer NOT NULL,
	`version` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `automation_rules_position` ON `automation_rules` (`position`,`id`);--> statement-breakpoint
CREATE INDEX `returns_requested` ON `returns` (`requested_at`,`id`);