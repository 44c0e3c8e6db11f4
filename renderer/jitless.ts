/**
 * Must be imported before anything that makes a schema: the content security policy forbids making functions from
 * texts, and the validator would try once and be reported for it.
 */
import { z } from 'zod';

z.config({ jitless: true });
