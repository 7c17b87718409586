/**
 * Fuel is charged at two points only, function entry and loop head, by the static cost of the code they lead to:
 * the sum over the instructions that belong to no loop, and for each loop the sum over those whose innermost loop it is.
 * Both tiers take the costs from here, so their counts are identical.
 */
import { type Instruction, type InstructionSpec, instructions } from '@holt/transfer';

/** Static costs of one function, in fuel units. */
export interface StaticCosts {
  readonly entry: number;
  /** One for each loop, in order of its opening instruction. */
  readonly loops: readonly number[];
}

/** Computes the costs in one pass over the body. */
export function staticCosts(code: readonly Instruction[]): StaticCosts {
  const loops: number[] = [];
  let entry = 1;
  /** Index of the loop that each open block belongs to, -1 outside of loops. */
  const owners: number[] = [];
  let owner = -1;
  for (const instruction of code) {
    const spec: InstructionSpec = instructions[instruction.op];
    const { flow } = spec;
    if (flow === 'loop') {
      owners.push(owner);
      owner = loops.length;
      loops.push(0);
    } else if (flow === 'open') owners.push(owner);
    if (owner === -1) entry += spec.fuel;
    else loops[owner] = (loops[owner] as number) + spec.fuel;
    if (flow === 'end') owner = owners.pop() as number;
  }
  return { entry, loops };
}
