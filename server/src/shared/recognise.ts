export { isContractFile } from '../spec/contract/recognise.ts';
