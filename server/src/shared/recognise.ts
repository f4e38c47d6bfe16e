export { isContractFile, isContractName } from '../spec/contract/recognise.ts';
