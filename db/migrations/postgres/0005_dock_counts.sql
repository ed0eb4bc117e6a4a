CREATE TABLE "dock_counts" (
	"id" text PRIMARY KEY NOT NULL,
	"return_id" text NOT NULL,
	"number" integer NOT NULL,
	"at" bigint NOT NULL,
	"by" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "dock_findings" (
	"id" text PRIMARY KEY NOT NULL,
	"count_id" text NOT NULL,
	"return_id" text NOT NULL,
	"line_id" text,
	"position" integer NOT NULL,
	"kind" text NOT NULL,
	"detail" text,
	"serial" text,
	"at" bigint NOT NULL,
	"by" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "dock_lines" (
	"id" text PRIMARY KEY NOT NULL,
	"count_id" text NOT NULL,
	"return_id" text NOT NULL,
	"line_id" text NOT NULL,
	"position" integer NOT NULL,
	"received" integer NOT NULL,
	"grade" text NOT NULL,
	"note" text,
	"disposition" text,
	"proposed" text,
	"marks" text NOT NULL,
	"serials" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "sold_serials" (
	"id" text PRIMARY KEY NOT NULL,
	"order_line_id" text NOT NULL,
	"position" integer NOT NULL,
	"serial" text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX "dock_counts_number" ON "dock_counts" USING btree ("return_id","number");--> statement-breakpoint
CREATE UNIQUE INDEX "dock_findings_position" ON "dock_findings" USING btree ("count_id","position");--> statement-breakpoint
CREATE INDEX "dock_findings_return" ON "dock_findings" USING btree ("return_id","count_id");--> statement-breakpoint
CREATE UNIQUE INDEX "dock_lines_position" ON "dock_lines" USING btree ("count_id","position");--> statement-breakpoint
CREATE INDEX "dock_lines_return" ON "dock_lines" USING btree ("return_id","count_id");--> statement-breakpoint
CREATE UNIQUE INDEX "sold_serials_position" ON "sold_serials" USING btree ("order_line_id","position");