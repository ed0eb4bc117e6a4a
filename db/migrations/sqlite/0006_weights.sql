ALTER TABLE `dock_counts` ADD `weight_grams` integer;--> statement-breakpoint
ALTER TABLE `order_lines` ADD `weight_grams` integer;