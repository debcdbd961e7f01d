CREATE TABLE `events` (
	`seq` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`at` text NOT NULL,
	`server_id` text NOT NULL,
	`server_name` text NOT NULL,
	`type` text NOT NULL,
	`detail` text NOT NULL,
	`data` text
);
--> statement-breakpoint
CREATE INDEX `events_by_server` ON `events` (`server_id`,`seq`);--> statement-breakpoint
CREATE TABLE `health_checks` (
	`seq` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`server_id` text NOT NULL,
	`run_id` integer NOT NULL,
	`at` text NOT NULL,
	`ok` integer NOT NULL,
	`duration_ms` real NOT NULL,
	`detail` text,
	FOREIGN KEY (`server_id`) REFERENCES `servers`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `health_checks_by_server` ON `health_checks` (`server_id`,`seq`);--> statement-breakpoint
CREATE TABLE `logins` (
	`hash` text PRIMARY KEY NOT NULL,
	`token_id` text NOT NULL,
	`expires_at` integer NOT NULL,
	FOREIGN KEY (`token_id`) REFERENCES `tokens`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `logins_by_token` ON `logins` (`token_id`);--> statement-breakpoint
CREATE INDEX `logins_by_expiry` ON `logins` (`expires_at`);--> statement-breakpoint
CREATE TABLE `metrics` (
	`server_id` text NOT NULL,
	`at` integer NOT NULL,
	`cpu` real NOT NULL,
	`memory` real NOT NULL,
	`event_loop_delay_ms` real,
	`connections` real,
	`calls` real,
	`errors` real,
	`p50` real,
	`p95` real,
	`p99` real,
	PRIMARY KEY(`server_id`, `at`),
	FOREIGN KEY (`server_id`) REFERENCES `servers`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `metrics_by_time` ON `metrics` (`at`);--> statement-breakpoint
CREATE TABLE `operations` (
	`seq` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`at` text NOT NULL,
	`actor` text NOT NULL,
	`action` text NOT NULL,
	`target` text,
	`request_id` text NOT NULL,
	`result` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `runs` (
	`seq` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`server_id` text NOT NULL,
	`report` text NOT NULL,
	FOREIGN KEY (`server_id`) REFERENCES `servers`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `runs_by_server` ON `runs` (`server_id`,`seq`);--> statement-breakpoint
CREATE TABLE `server_secrets` (
	`server_id` text NOT NULL,
	`name` text NOT NULL,
	`sealed` blob NOT NULL,
	PRIMARY KEY(`server_id`, `name`),
	FOREIGN KEY (`server_id`) REFERENCES `servers`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `servers` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`transport` text NOT NULL,
	`port` integer,
	`wanted` text NOT NULL,
	`body` text NOT NULL,
	`created_at` text NOT NULL,
	`updated_at` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `servers_name_unique` ON `servers` (`name`);--> statement-breakpoint
CREATE UNIQUE INDEX `servers_port_unique` ON `servers` (`port`);--> statement-breakpoint
CREATE TABLE `tokens` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`role` text NOT NULL,
	`hash` text NOT NULL,
	`created_at` text NOT NULL,
	`last_used_at` text
);
--> statement-breakpoint
CREATE UNIQUE INDEX `tokens_hash_unique` ON `tokens` (`hash`);