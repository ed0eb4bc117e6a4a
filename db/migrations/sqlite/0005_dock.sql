CREATE TABLE `dock_arrivals` (
	`return_id` text PRIMARY KEY NOT NULL,
	`scan_id` text NOT NULL,
	`arrived_at` integer NOT NULL,
	`scanned_by` text NOT NULL,
	`counted_at` integer
);
--> statement-breakpoint
CREATE INDEX `dock_arrivals_waiting` ON `dock_arrivals` (`counted_at`,`arrived_at`,`return_id`);--> statement-breakpoint
CREATE TABLE `dock_scans` (
	`id` text PRIMARY KEY NOT NULL,
	`device` text NOT NULL,
	`code` text NOT NULL,
	`kind` text,
	`result` text NOT NULL,
	`reason` text NOT NULL,
	`return_id` text,
	`found_parcel_id` text,
	`scanned_at` integer NOT NULL,
	`received_at` integer NOT NULL,
	`arrived_at` integer NOT NULL,
	`clock_offset` integer NOT NULL,
	`clock_wrong` integer NOT NULL,
	`scanned_by` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `dock_scans_return` ON `dock_scans` (`return_id`,`arrived_at`);--> statement-breakpoint
CREATE INDEX `dock_scans_arrived` ON `dock_scans` (`arrived_at`,`id`);--> statement-breakpoint
CREATE TABLE `found_matches` (
	`id` text PRIMARY KEY NOT NULL,
	`found_parcel_id` text NOT NULL,
	`order_id` text NOT NULL,
	`return_id` text,
	`matched_at` integer NOT NULL,
	`matched_by` text NOT NULL,
	FOREIGN KEY (`found_parcel_id`) REFERENCES `found_parcels`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `found_matches_parcel` ON `found_matches` (`found_parcel_id`,`matched_at`);--> statement-breakpoint
CREATE INDEX `found_matches_return` ON `found_matches` (`return_id`);--> statement-breakpoint
CREATE TABLE `found_parcels` (
	`id` text PRIMARY KEY NOT NULL,
	`device` text NOT NULL,
	`state` text NOT NULL,
	`version` integer NOT NULL,
	`code` text,
	`code_value` text,
	`sender_name` text,
	`sender_place` text,
	`sender_email` text,
	`goods` text,
	`note` text,
	`arrived_at` integer NOT NULL,
	`received_at` integer NOT NULL,
	`found_by` text NOT NULL,
	`closed_at` integer,
	`closed_why` text
);
--> statement-breakpoint
CREATE INDEX `found_parcels_state` ON `found_parcels` (`state`,`arrived_at`,`id`);--> statement-breakpoint
CREATE INDEX `found_parcels_code` ON `found_parcels` (`code_value`);--> statement-breakpoint
CREATE TABLE `found_photos` (
	`id` text PRIMARY KEY NOT NULL,
	`found_parcel_id` text NOT NULL,
	`position` integer NOT NULL,
	`bytes` integer NOT NULL,
	`width` integer NOT NULL,
	`height` integer NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`found_parcel_id`) REFERENCES `found_parcels`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `found_photos_parcel` ON `found_photos` (`found_parcel_id`,`position`);--> statement-breakpoint
CREATE TABLE `parcel_codes` (
	`id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`value` text NOT NULL,
	`return_id` text NOT NULL,
	`noted_at` integer NOT NULL,
	`noted_by` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `parcel_codes_value` ON `parcel_codes` (`value`,`return_id`);--> statement-breakpoint
CREATE INDEX `parcel_codes_return` ON `parcel_codes` (`return_id`);--> statement-breakpoint
CREATE INDEX `order_lines_sku` ON `order_lines` (`sku`,`order_id`);--> statement-breakpoint
CREATE INDEX `orders_placed` ON `orders` (`placed_at`);