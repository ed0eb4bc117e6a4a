ALTER TABLE "dock_counts" ADD COLUMN "weight_grams" integer;--> statement-breakpoint
ALTER TABLE "order_lines" ADD COLUMN "weight_grams" integer;