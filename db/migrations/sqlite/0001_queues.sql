CREATE INDEX `payouts_state` ON `payouts` (`state`,`updated_at`);--> statement-breakpoint
CREATE INDEX `returns_received` ON `returns` (`received_at`,`id`);