CREATE TABLE "automation_acts" (
	"id" text PRIMARY KEY NOT NULL,
	"rule_id" text NOT NULL,
	"rule_version" integer NOT NULL,
	"return_id" text NOT NULL,
	"kind" text NOT NULL,
	"code" text,
	"question" text,
	"amount" bigint,
	"currency" text,
	"at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "automation_exposures" (
	"scope" text NOT NULL,
	"day" text NOT NULL,
	"currency" text NOT NULL,
	"amount" bigint NOT NULL,
	CONSTRAINT "automation_exposures_scope_day_currency_pk" PRIMARY KEY("scope","day","currency")
);
--> statement-breakpoint
CREATE TABLE "automation_rules" (
	"id" text PRIMARY KEY NOT NULL,
	"position" integer NOT NULL,
	"enabled" boolean NOT NULL,
	"definition" text NOT NULL,
	"created_by" text NOT NULL,
	"created_at" bigint NOT NULL,
	"updated_by" text NOT NULL,
	"updated_at" bigint NOT NULL,
	"version" integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX "automation_acts_once" ON "automation_acts" USING btree ("return_id","rule_id","kind");--> statement-breakpoint
CREATE INDEX "automation_acts_rule" ON "automation_acts" USING btree ("rule_id","at");--> statement-breakpoint
CREATE INDEX "automation_rules_position" ON "automation_rules" USING btree ("position","id");--> statement-breakpoint
CREATE INDEX "returns_requested" ON "returns" USING btree ("requested_at","id");