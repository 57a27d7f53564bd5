export { commandId, hashJson, randomCommandId, textId } from '../prisma/ids';
