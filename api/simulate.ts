import { simulate } from '../workflows/domain/simulate';
import { SimulationRefused, type Simulation, type SimulationDocument } from '../workflows/domain/simulationDocument';
import { faultsOf, type MemberFault } from './faults';
import { simulation } from './schemas/simulations';

export type Rehearsed =
  { readonly ok: true; readonly answer: Simulation } | { readonly ok: false; readonly errors: readonly MemberFault[] };

/** Runs a document whose form has been checked. */
export function rehearse(document: SimulationDocument): Rehearsed {
  try {
    return { ok: true, answer: simulate(document) };
  } catch (error) {
    if (!(error instanceof SimulationRefused)) throw error;
    const { pointer, code, message } = error;
    return { ok: false, errors: [{ pointer, code, message }] };
  }
}

/** Checks a document of any form, and runs it. */
export function rehearseAnything(document: unknown): Rehearsed {
  const errors = faultsOf(simulation, document);
  // What the schema lets through has no members that are there and undefined: it came from JSON.
  return errors.length > 0 ? { ok: false, errors } : rehearse(document as SimulationDocument);
}
