/** Who takes part in the sample alliance. All of them are made up. */
import type { Role } from '../partnerships/words.ts';

export type Side = 'a' | 'b';

export const ALLIANCE = {
  name: 'Clearwater Alliance',
  kind: 'strategic-alliance',
  a: { organisation: 'Aldermere Water', place: 'Aldermere' },
  b: { organisation: 'Brightwell Pumps', place: 'Brightwell' },
} as const;

type Person = { name: string; role: Role; function: string; level: string; region: string; decides?: true };
const person = (name: string, role: Role, work: string, level: string, region: string, decides?: true): Person => ({
  name,
  role,
  function: work,
  level,
  region,
  ...(decides ? { decides } : {}),
});

/** Twenty-three people; whoever opens the sample is the twenty-fourth, and lead of the first side. */
export const PEOPLE: Record<Side, readonly Person[]> = {
  a: [
    person('Ingrid Vale', 'sponsor', 'Operations', 'Director', 'North', true),
    person('Tomas Reyes', 'member', 'Network planning', 'Manager', 'North', true),
    person('Amara Osei', 'member', 'Network planning', 'Engineer', 'North'),
    person('Lena Fischer', 'member', 'Maintenance', 'Manager', 'South', true),
    person('Piotr Nowak', 'member', 'Maintenance', 'Technician', 'South'),
    person('Yara Haddad', 'member', 'Maintenance', 'Technician', 'South'),
    person('Samuel Brandt', 'member', 'Control room', 'Shift lead', 'North'),
    person('Noor de Vries', 'member', 'Control room', 'Operator', 'North'),
    person('Elif Aydin', 'member', 'Purchasing', 'Manager', 'North', true),
    person('George Hall', 'member', 'Purchasing', 'Buyer', 'North'),
    person('Mina Park', 'member', 'Water quality', 'Scientist', 'South'),
    person('Oskar Lind', 'member', 'Field service', 'Crew lead', 'South'),
    person('Beatriz Costa', 'member', 'Field service', 'Technician', 'South'),
  ],
  b: [
    person('Marek Oduya', 'lead', 'Key accounts', 'Manager', 'Home', true),
    person('Helena Ström', 'sponsor', 'Management board', 'Director', 'Home', true),
    person('Daniel Cho', 'member', 'Engineering', 'Head of design', 'Home', true),
    person('Sofia Marino', 'member', 'Engineering', 'Engineer', 'Home'),
    person('Jan Kowalczyk', 'member', 'Production', 'Plant lead', 'Home', true),
    person('Ruth Adeyemi', 'member', 'Production', 'Planner', 'Home'),
    person('Viktor Larsen', 'member', 'Service', 'Manager', 'Field'),
    person('Chloé Martin', 'member', 'Service', 'Technician', 'Field'),
    person('Ahmed Saleh', 'member', 'Service', 'Technician', 'Field'),
    person('Greta Holm', 'member', 'Logistics', 'Planner', 'Home'),
  ],
};
