export * from '#machines/automation/caps.ts';
export * from '#machines/automation/propose.ts';
export * from '#machines/automation/rule.ts';
