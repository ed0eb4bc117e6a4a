CREATE TABLE `bank_transfers` (
	`id` text PRIMARY KEY NOT NULL,
	`state` text NOT NULL,
	`context` text NOT NULL,
	`machine_version` integer NOT NULL,
	`version` integer NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`return_id` text NOT NULL,
	`payout_id` text NOT NULL,
	`amount` integer NOT NULL,
	`currency` text NOT NULL,
	`account_sealed` text,
	`account_mask` text NOT NULL,
	`content_hash` text NOT NULL,
	`erased_at` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `bank_transfers_payout` ON `bank_transfers` (`payout_id`);--> statement-breakpoint
CREATE INDEX `bank_transfers_state` ON `bank_transfers` (`state`,`created_at`);--> statement-breakpoint
CREATE INDEX `bank_transfers_return` ON `bank_transfers` (`return_id`);--> statement-breakpoint
CREATE TABLE `credit_redemptions` (
	`id` text PRIMARY KEY NOT NULL,
	`credit_id` text NOT NULL,
	`request_key` text NOT NULL,
	`request_hash` text NOT NULL,
	`kind` text NOT NULL,
	`amount` integer NOT NULL,
	`currency` text NOT NULL,
	`order_ref` text,
	`reverses` text,
	`at` integer NOT NULL,
	FOREIGN KEY (`credit_id`) REFERENCES `credits`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `credit_redemptions_key` ON `credit_redemptions` (`request_key`);--> statement-breakpoint
CREATE INDEX `credit_redemptions_credit` ON `credit_redemptions` (`credit_id`);--> statement-breakpoint
CREATE TABLE `credits` (
	`id` text PRIMARY KEY NOT NULL,
	`code_hash` text NOT NULL,
	`code_sealed` text NOT NULL,
	`code_hint` text NOT NULL,
	`order_id` text,
	`return_id` text,
	`payout_id` text,
	`country` text NOT NULL,
	`currency` text NOT NULL,
	`amount` integer NOT NULL,
	`bonus` integer NOT NULL,
	`issued_at` integer NOT NULL,
	`expires_at` integer,
	`expiry_rule` text NOT NULL,
	`closed_at` integer,
	`version` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `credits_code` ON `credits` (`code_hash`);--> statement-breakpoint
CREATE UNIQUE INDEX `credits_payout` ON `credits` (`payout_id`);--> statement-breakpoint
CREATE INDEX `credits_return` ON `credits` (`return_id`);--> statement-breakpoint
CREATE INDEX `credits_expiry` ON `credits` (`closed_at`,`expires_at`);--> statement-breakpoint
CREATE TABLE `disputes` (
	`id` text PRIMARY KEY NOT NULL,
	`payment_id` text NOT NULL,
	`order_id` text NOT NULL,
	`amount` integer NOT NULL,
	`currency` text NOT NULL,
	`status` text NOT NULL,
	`reason` text,
	`refundable` integer NOT NULL,
	`withdrawn` integer NOT NULL,
	`opened_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`closed_at` integer,
	`version` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `disputes_payment` ON `disputes` (`payment_id`);--> statement-breakpoint
CREATE INDEX `disputes_open` ON `disputes` (`closed_at`,`opened_at`);--> statement-breakpoint
CREATE TABLE `external_refunds` (
	`id` text PRIMARY KEY NOT NULL,
	`payment_id` text NOT NULL,
	`order_id` text NOT NULL,
	`amount` integer NOT NULL,
	`currency` text NOT NULL,
	`status` text NOT NULL,
	`failure` text,
	`reference` text,
	`made_at` integer NOT NULL,
	`seen_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`version` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `external_refunds_payment` ON `external_refunds` (`payment_id`);--> statement-breakpoint
CREATE INDEX `external_refunds_order` ON `external_refunds` (`order_id`);--> statement-breakpoint
CREATE INDEX `external_refunds_made` ON `external_refunds` (`made_at`,`id`);--> statement-breakpoint
CREATE TABLE `ledger` (
	`id` text PRIMARY KEY NOT NULL,
	`key` text NOT NULL,
	`leg` integer NOT NULL,
	`kind` text NOT NULL,
	`debit` text NOT NULL,
	`credit` text NOT NULL,
	`amount` integer NOT NULL,
	`currency` text NOT NULL,
	`order_id` text,
	`return_id` text,
	`payout_id` text,
	`payment_id` text,
	`credit_id` text,
	`at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `ledger_key` ON `ledger` (`key`,`leg`);--> statement-breakpoint
CREATE INDEX `ledger_order` ON `ledger` (`order_id`);--> statement-breakpoint
CREATE INDEX `ledger_return` ON `ledger` (`return_id`);--> statement-breakpoint
CREATE INDEX `ledger_payment` ON `ledger` (`payment_id`);--> statement-breakpoint
CREATE INDEX `ledger_credit` ON `ledger` (`credit_id`);--> statement-breakpoint
CREATE INDEX `ledger_at` ON `ledger` (`at`,`id`);--> statement-breakpoint
CREATE TABLE `payment_facts` (
	`payment_id` text PRIMARY KEY NOT NULL,
	`method` text,
	`currency` text NOT NULL,
	`captured` integer NOT NULL,
	`refundable` integer NOT NULL,
	`disputed` integer NOT NULL,
	`paid_at` integer,
	`refund_until` integer,
	`read_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `payment_locks` (
	`payment_ref` text PRIMARY KEY NOT NULL,
	`owner` text NOT NULL,
	`until` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `provider_cursors` (
	`name` text PRIMARY KEY NOT NULL,
	`value` text,
	`at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `provider_health` (
	`provider` text PRIMARY KEY NOT NULL,
	`state` text NOT NULL,
	`failures` integer NOT NULL,
	`cause` text,
	`opened_at` integer,
	`retry_at` integer,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `reconciliation_differences` (
	`id` text PRIMARY KEY NOT NULL,
	`run_id` text NOT NULL,
	`last_run_id` text NOT NULL,
	`kind` text NOT NULL,
	`subject` text NOT NULL,
	`refund_ref` text,
	`payout_id` text,
	`payment_id` text,
	`ours` text,
	`theirs` text,
	`state` text NOT NULL,
	`found_at` integer NOT NULL,
	`action` text,
	`note` text,
	`resolved_by` text,
	`resolved_at` integer,
	`version` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `reconciliation_differences_subject` ON `reconciliation_differences` (`subject`);--> statement-breakpoint
CREATE INDEX `reconciliation_differences_state` ON `reconciliation_differences` (`state`,`found_at`);--> statement-breakpoint
CREATE TABLE `reconciliation_runs` (
	`id` text PRIMARY KEY NOT NULL,
	`since` integer NOT NULL,
	`until` integer NOT NULL,
	`state` text NOT NULL,
	`started_by` text NOT NULL,
	`started_at` integer NOT NULL,
	`finished_at` integer,
	`counts` text,
	`cursor` integer,
	`failure` text
);
--> statement-breakpoint
CREATE INDEX `reconciliation_runs_started` ON `reconciliation_runs` (`started_at`,`id`);--> statement-breakpoint
CREATE TABLE `tax_reversals` (
	`id` text PRIMARY KEY NOT NULL,
	`payout_id` text NOT NULL,
	`attempt` integer NOT NULL,
	`undo` integer NOT NULL,
	`reference` text NOT NULL,
	`ref` text,
	`amount` integer NOT NULL,
	`currency` text NOT NULL,
	`failure` text,
	`at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `tax_reversals_reference` ON `tax_reversals` (`reference`);--> statement-breakpoint
CREATE INDEX `tax_reversals_payout` ON `tax_reversals` (`payout_id`);--> statement-breakpoint
ALTER TABLE `payments` ADD `tax_transaction` text;--> statement-breakpoint
ALTER TABLE `payouts` ADD `way` text DEFAULT 'payment' NOT NULL;--> statement-breakpoint
ALTER TABLE `payouts` ADD `replaces` text;--> statement-breakpoint
CREATE UNIQUE INDEX `payouts_replaces` ON `payouts` (`replaces`);--> statement-breakpoint
CREATE TRIGGER `ledger_no_update` BEFORE UPDATE ON `ledger` BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;--> statement-breakpoint
CREATE TRIGGER `ledger_no_delete` BEFORE DELETE ON `ledger` BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;--> statement-breakpoint
CREATE TRIGGER `ledger_sound` BEFORE INSERT ON `ledger` WHEN NEW.`amount` <= 0 OR NEW.`debit` = NEW.`credit` BEGIN SELECT RAISE(ABORT, 'not a transfer'); END;
