import type { Role } from '#app/permissions.ts';

/** For the demo only, and therefore no secret. */
export const demoPassword = 'retour-demo-password';

export const demoStaff: readonly { email: string; name: string; role: Role }[] = [
  { email: 'warehouse@retour.example', name: 'Wanda Warehouse', role: 'warehouse' },
  { email: 'agent@retour.example', name: 'Andrew Agent', role: 'agent' },
  // The other one, who looks at what the first decided.
  { email: 'agent2@retour.example', name: 'Agnes Agent', role: 'agent' },
  { email: 'finance@retour.example', name: 'Fina Finance', role: 'finance' },
  // The second person that a bank transfer needs.
  { email: 'finance2@retour.example', name: 'Felix Finance', role: 'finance' },
  { email: 'policy@retour.example', name: 'Paula Policy', role: 'policy' },
  { email: 'admin@retour.example', name: 'Ada Admin', role: 'admin' },
  { email: 'auditor@retour.example', name: 'Aziza Auditor', role: 'auditor' },
  // The second person that a publication needs.
  { email: 'policy2@retour.example', name: 'Pavel Policy', role: 'policy' },
];
