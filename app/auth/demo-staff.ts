import type { Role } from '#app/permissions.ts';

/** For the demo only, and therefore no secret. */
export const demoPassword = 'retour-demo-password';

export const demoStaff: readonly { email: string; name: string; role: Role }[] = [
  { email: 'warehouse@retour.example', name: 'Wanda Warehouse', role: 'warehouse' },
  { email: 'agent@retour.example', name: 'Andrew Agent', role: 'agent' },
  { email: 'policy@retour.example', name: 'Paula Policy', role: 'policy' },
  // The second person that a publication needs.
  { email: 'policy2@retour.example', name: 'Pavel Policy', role: 'policy' },
];
