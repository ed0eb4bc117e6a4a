CREATE TABLE `access_requests` (
	`id` text PRIMARY KEY NOT NULL,
	`browser_hash` text NOT NULL,
	`order_id` text,
	`code_hash` text,
	`tries` integer NOT NULL,
	`created_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	`used_at` integer
);
--> statement-breakpoint
CREATE INDEX `access_requests_browser` ON `access_requests` (`browser_hash`);--> statement-breakpoint
CREATE INDEX `access_requests_order` ON `access_requests` (`order_id`);--> statement-breakpoint
CREATE TABLE `account` (
	`id` text PRIMARY KEY NOT NULL,
	`account_id` text NOT NULL,
	`provider_id` text NOT NULL,
	`user_id` text NOT NULL,
	`access_token` text,
	`refresh_token` text,
	`id_token` text,
	`access_token_expires_at` integer,
	`refresh_token_expires_at` integer,
	`scope` text,
	`password` text,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`user_id`) REFERENCES `user`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `account_user` ON `account` (`user_id`);--> statement-breakpoint
CREATE TABLE `deadlines` (
	`id` text PRIMARY KEY NOT NULL,
	`subject_kind` text NOT NULL,
	`subject_id` text NOT NULL,
	`kind` text NOT NULL,
	`due_at` integer NOT NULL,
	`done_at` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `deadlines_subject` ON `deadlines` (`subject_kind`,`subject_id`,`kind`);--> statement-breakpoint
CREATE INDEX `deadlines_due` ON `deadlines` (`done_at`,`due_at`);--> statement-breakpoint
CREATE TABLE `drafts` (
	`id` text PRIMARY KEY NOT NULL,
	`order_id` text NOT NULL,
	`answers` text NOT NULL,
	`version` integer NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`return_id` text
);
--> statement-breakpoint
CREATE INDEX `drafts_order` ON `drafts` (`order_id`);--> statement-breakpoint
CREATE TABLE `effects` (
	`id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`payload` text NOT NULL,
	`return_id` text,
	`status` text NOT NULL,
	`attempts` integer NOT NULL,
	`run_after` integer NOT NULL,
	`lease_owner` text,
	`lease_until` integer,
	`last_error` text,
	`created_at` integer NOT NULL,
	`done_at` integer
);
--> statement-breakpoint
CREATE INDEX `effects_due` ON `effects` (`status`,`run_after`);--> statement-breakpoint
CREATE INDEX `effects_return` ON `effects` (`return_id`);--> statement-breakpoint
CREATE TABLE `files` (
	`id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`order_id` text NOT NULL,
	`order_line_id` text,
	`draft_id` text,
	`return_id` text,
	`content_type` text NOT NULL,
	`bytes` integer NOT NULL,
	`width` integer,
	`height` integer,
	`created_by` text NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `files_draft` ON `files` (`draft_id`);--> statement-breakpoint
CREATE INDEX `files_return` ON `files` (`return_id`);--> statement-breakpoint
CREATE TABLE `guest_sessions` (
	`id` text PRIMARY KEY NOT NULL,
	`order_id` text NOT NULL,
	`created_at` integer NOT NULL,
	`expires_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `inbox` (
	`provider` text NOT NULL,
	`event_id` text NOT NULL,
	`type` text NOT NULL,
	`object_id` text NOT NULL,
	`received_at` integer NOT NULL,
	PRIMARY KEY(`provider`, `event_id`)
);
--> statement-breakpoint
CREATE TABLE `mails` (
	`id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`recipient` text NOT NULL,
	`subject` text NOT NULL,
	`html` text NOT NULL,
	`text` text NOT NULL,
	`locale` text NOT NULL,
	`return_id` text,
	`created_at` integer NOT NULL,
	`sent_at` integer
);
--> statement-breakpoint
CREATE INDEX `mails_recipient` ON `mails` (`recipient`,`created_at`);--> statement-breakpoint
CREATE INDEX `mails_created` ON `mails` (`created_at`);--> statement-breakpoint
CREATE TABLE `order_lines` (
	`id` text PRIMARY KEY NOT NULL,
	`order_id` text NOT NULL,
	`position` integer NOT NULL,
	`sku` text NOT NULL,
	`title` text NOT NULL,
	`variant` text,
	`image` text,
	`traits` text NOT NULL,
	`quantity` integer NOT NULL,
	`unit_price` integer NOT NULL,
	`discount_total` integer NOT NULL,
	`tax_total` integer NOT NULL,
	`requires_shipping` integer NOT NULL,
	`returned_elsewhere` integer NOT NULL,
	`shipment_id` text,
	FOREIGN KEY (`order_id`) REFERENCES `orders`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `order_lines_position` ON `order_lines` (`order_id`,`position`);--> statement-breakpoint
CREATE TABLE `orders` (
	`id` text PRIMARY KEY NOT NULL,
	`number` text NOT NULL,
	`number_key` text NOT NULL,
	`email` text,
	`email_key` text,
	`locale` text,
	`country` text NOT NULL,
	`subdivision` text,
	`time_zone` text,
	`currency` text NOT NULL,
	`placed_at` integer NOT NULL,
	`cancelled_at` integer,
	`tax_included` integer NOT NULL,
	`shipping_paid` integer NOT NULL,
	`shipping_standard` integer,
	`shipping_method` text,
	`total` integer NOT NULL,
	`refunded_elsewhere` integer NOT NULL,
	`address` text NOT NULL,
	`source` text NOT NULL,
	`content_hash` text NOT NULL,
	`imported_at` integer NOT NULL,
	`version` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `orders_number_key` ON `orders` (`number_key`);--> statement-breakpoint
CREATE INDEX `orders_email_key` ON `orders` (`email_key`);--> statement-breakpoint
CREATE TABLE `parcels` (
	`id` text PRIMARY KEY NOT NULL,
	`state` text NOT NULL,
	`context` text NOT NULL,
	`machine_version` integer NOT NULL,
	`version` integer NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`return_id` text NOT NULL,
	`position` integer NOT NULL,
	FOREIGN KEY (`return_id`) REFERENCES `returns`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `parcels_position` ON `parcels` (`return_id`,`position`);--> statement-breakpoint
CREATE TABLE `payments` (
	`id` text PRIMARY KEY NOT NULL,
	`order_id` text NOT NULL,
	`position` integer NOT NULL,
	`provider` text NOT NULL,
	`reference` text NOT NULL,
	`amount` integer NOT NULL,
	`currency` text NOT NULL,
	`label` text,
	FOREIGN KEY (`order_id`) REFERENCES `orders`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `payments_position` ON `payments` (`order_id`,`position`);--> statement-breakpoint
CREATE INDEX `payments_reference` ON `payments` (`reference`);--> statement-breakpoint
CREATE TABLE `payouts` (
	`id` text PRIMARY KEY NOT NULL,
	`state` text NOT NULL,
	`context` text NOT NULL,
	`machine_version` integer NOT NULL,
	`version` integer NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`return_id` text NOT NULL,
	`payment_id` text NOT NULL,
	`position` integer NOT NULL,
	`amount` integer NOT NULL,
	`currency` text NOT NULL,
	`refund_ref` text,
	FOREIGN KEY (`return_id`) REFERENCES `returns`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `payouts_position` ON `payouts` (`return_id`,`position`);--> statement-breakpoint
CREATE INDEX `payouts_payment` ON `payouts` (`payment_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `payouts_refund_ref` ON `payouts` (`refund_ref`);--> statement-breakpoint
CREATE INDEX `payouts_state` ON `payouts` (`state`,`updated_at`);--> statement-breakpoint
CREATE TABLE `policy_versions` (
	`id` text PRIMARY KEY NOT NULL,
	`number` integer NOT NULL,
	`effective_from` integer NOT NULL,
	`published_at` integer NOT NULL,
	`published_by` text NOT NULL,
	`reason` text NOT NULL,
	`document` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `policy_versions_number` ON `policy_versions` (`number`);--> statement-breakpoint
CREATE TABLE `rate_counters` (
	`key` text NOT NULL,
	`window_start` integer NOT NULL,
	`count` integer NOT NULL,
	PRIMARY KEY(`key`, `window_start`)
);
--> statement-breakpoint
CREATE TABLE `rate_limit` (
	`id` text PRIMARY KEY NOT NULL,
	`key` text NOT NULL,
	`count` integer NOT NULL,
	`last_request` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `rate_limit_key` ON `rate_limit` (`key`);--> statement-breakpoint
CREATE TABLE `return_lines` (
	`id` text PRIMARY KEY NOT NULL,
	`state` text NOT NULL,
	`context` text NOT NULL,
	`machine_version` integer NOT NULL,
	`version` integer NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`return_id` text NOT NULL,
	`order_line_id` text NOT NULL,
	`position` integer NOT NULL,
	`quantity` integer NOT NULL,
	`reason` text NOT NULL,
	`comment` text,
	`seal` text,
	`verdict` text NOT NULL,
	`policy_version_id` text NOT NULL,
	FOREIGN KEY (`return_id`) REFERENCES `returns`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `return_lines_position` ON `return_lines` (`return_id`,`position`);--> statement-breakpoint
CREATE INDEX `return_lines_order_line` ON `return_lines` (`order_line_id`);--> statement-breakpoint
CREATE TABLE `returns` (
	`id` text PRIMARY KEY NOT NULL,
	`state` text NOT NULL,
	`context` text NOT NULL,
	`machine_version` integer NOT NULL,
	`version` integer NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`rma_code` text NOT NULL,
	`order_id` text NOT NULL,
	`draft_id` text NOT NULL,
	`locale` text NOT NULL,
	`time_zone` text NOT NULL,
	`email` text NOT NULL,
	`country` text NOT NULL,
	`currency` text NOT NULL,
	`resolution` text NOT NULL,
	`travel` text NOT NULL,
	`quote` text NOT NULL,
	`settled_quote` text,
	`total` integer NOT NULL,
	`refund_due_at` integer,
	`queue_at` integer NOT NULL,
	`requested_at` integer NOT NULL,
	`received_at` integer,
	`decided_at` integer,
	`closed_at` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `returns_rma_code` ON `returns` (`rma_code`);--> statement-breakpoint
CREATE UNIQUE INDEX `returns_draft` ON `returns` (`draft_id`);--> statement-breakpoint
CREATE INDEX `returns_order` ON `returns` (`order_id`);--> statement-breakpoint
CREATE INDEX `returns_queue` ON `returns` (`state`,`queue_at`,`id`);--> statement-breakpoint
CREATE INDEX `returns_received` ON `returns` (`received_at`,`id`);--> statement-breakpoint
CREATE TABLE `session` (
	`id` text PRIMARY KEY NOT NULL,
	`expires_at` integer NOT NULL,
	`token` text NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`ip_address` text,
	`user_agent` text,
	`user_id` text NOT NULL,
	FOREIGN KEY (`user_id`) REFERENCES `user`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `session_token` ON `session` (`token`);--> statement-breakpoint
CREATE INDEX `session_user` ON `session` (`user_id`);--> statement-breakpoint
CREATE TABLE `shipments` (
	`id` text PRIMARY KEY NOT NULL,
	`order_id` text NOT NULL,
	`position` integer NOT NULL,
	`dispatched_at` integer,
	`delivered_at` integer,
	FOREIGN KEY (`order_id`) REFERENCES `orders`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `shipments_position` ON `shipments` (`order_id`,`position`);--> statement-breakpoint
CREATE TABLE `shop` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`support_email` text NOT NULL,
	`return_address` text NOT NULL,
	`locale` text NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `user` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`email` text NOT NULL,
	`email_verified` integer NOT NULL,
	`image` text,
	`role` text NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `user_email` ON `user` (`email`);--> statement-breakpoint
CREATE TABLE `verification` (
	`id` text PRIMARY KEY NOT NULL,
	`identifier` text NOT NULL,
	`value` text NOT NULL,
	`expires_at` integer NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `verification_identifier` ON `verification` (`identifier`);--> statement-breakpoint
CREATE TABLE `workflow_events` (
	`id` text PRIMARY KEY NOT NULL,
	`subject_kind` text NOT NULL,
	`subject_id` text NOT NULL,
	`return_id` text NOT NULL,
	`version` integer NOT NULL,
	`type` text NOT NULL,
	`event` text NOT NULL,
	`state` text NOT NULL,
	`actor` text NOT NULL,
	`at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `workflow_events_version` ON `workflow_events` (`subject_kind`,`subject_id`,`version`);--> statement-breakpoint
CREATE INDEX `workflow_events_return` ON `workflow_events` (`return_id`,`at`);