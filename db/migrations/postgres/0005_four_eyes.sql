CREATE TABLE "decision_proposals" (
	"id" text PRIMARY KEY NOT NULL,
	"return_id" text NOT NULL,
	"return_version" integer NOT NULL,
	"decisions" text NOT NULL,
	"total" bigint NOT NULL,
	"currency" text NOT NULL,
	"hash" text NOT NULL,
	"state" text NOT NULL,
	"proposed_by" text NOT NULL,
	"proposed_at" bigint NOT NULL,
	"device" text,
	"ended_by" text,
	"ended_at" bigint,
	"note" text
);
--> statement-breakpoint
CREATE INDEX "decision_proposals_return" ON "decision_proposals" USING btree ("return_id","proposed_at");--> statement-breakpoint
CREATE INDEX "decision_proposals_state" ON "decision_proposals" USING btree ("state","proposed_at","id");