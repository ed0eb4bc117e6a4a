CREATE TABLE `policy_drafts` (
	`id` text PRIMARY KEY NOT NULL,
	`title` text NOT NULL,
	`state` text NOT NULL,
	`base_number` integer NOT NULL,
	`document` text NOT NULL,
	`effective_from` integer,
	`reason` text,
	`rollback_of` integer,
	`proposed_hash` text,
	`proposed_by` text,
	`proposed_at` integer,
	`published_number` integer,
	`created_by` text NOT NULL,
	`created_at` integer NOT NULL,
	`updated_by` text NOT NULL,
	`updated_at` integer NOT NULL,
	`version` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `policy_drafts_state` ON `policy_drafts` (`state`,`updated_at`);--> statement-breakpoint
CREATE TABLE `withdrawals` (
	`id` text PRIMARY KEY NOT NULL,
	`state` text NOT NULL,
	`context` text NOT NULL,
	`machine_version` integer NOT NULL,
	`version` integer NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`case_code` text NOT NULL,
	`access_hash` text NOT NULL,
	`submission_key` text NOT NULL,
	`name` text NOT NULL,
	`contract` text NOT NULL,
	`number_key` text,
	`email` text NOT NULL,
	`email_key` text NOT NULL,
	`scope` text NOT NULL,
	`button` text NOT NULL,
	`locale` text NOT NULL,
	`time_zone` text NOT NULL,
	`submitted_at` integer NOT NULL,
	`order_id` text,
	`return_id` text,
	`late` integer,
	`right` text,
	`repeat_of` text
);
--> statement-breakpoint
CREATE UNIQUE INDEX `withdrawals_case_code` ON `withdrawals` (`case_code`);--> statement-breakpoint
CREATE UNIQUE INDEX `withdrawals_access` ON `withdrawals` (`access_hash`);--> statement-breakpoint
CREATE UNIQUE INDEX `withdrawals_submission` ON `withdrawals` (`submission_key`);--> statement-breakpoint
CREATE INDEX `withdrawals_order` ON `withdrawals` (`order_id`);--> statement-breakpoint
CREATE INDEX `withdrawals_contract` ON `withdrawals` (`number_key`,`email_key`);--> statement-breakpoint
CREATE INDEX `withdrawals_state` ON `withdrawals` (`state`,`submitted_at`);--> statement-breakpoint
ALTER TABLE `order_lines` ADD `vendor` text;--> statement-breakpoint
ALTER TABLE `order_lines` ADD `category` text;--> statement-breakpoint
ALTER TABLE `order_lines` ADD `tags` text;--> statement-breakpoint
ALTER TABLE `order_lines` ADD `coupon_total` integer;--> statement-breakpoint
ALTER TABLE `orders` ADD `channel` text;--> statement-breakpoint
ALTER TABLE `orders` ADD `customer_tier` text;--> statement-breakpoint
ALTER TABLE `orders` ADD `customer_tags` text;--> statement-breakpoint
ALTER TABLE `orders` ADD `coupon_code` text;--> statement-breakpoint
ALTER TABLE `policy_versions` ADD `approved_by` text;--> statement-breakpoint
ALTER TABLE `policy_versions` ADD `rollback_of` integer;--> statement-breakpoint
ALTER TABLE `return_lines` ADD `verdict_basis` text;--> statement-breakpoint
ALTER TABLE `return_lines` ADD `settled_verdict` text;--> statement-breakpoint
ALTER TABLE `return_lines` ADD `settled_verdict_basis` text;--> statement-breakpoint
ALTER TABLE `returns` ADD `withdrawal_id` text;--> statement-breakpoint
ALTER TABLE `returns` ADD `quote_input` text;--> statement-breakpoint
ALTER TABLE `returns` ADD `settled_quote_input` text;--> statement-breakpoint
CREATE INDEX `returns_email` ON `returns` (`email`,`requested_at`);