import type { ConsistencyProofView, InclusionProofView } from '#libs/contracts';
import type { ConsistencyProof, InclusionProof } from '#libs/timeline';

const hex = (hash: Buffer) => hash.toString('hex');

export const inclusionView = ({
  logIndex,
  size,
  leafHash,
  root,
  proof,
}: InclusionProof): InclusionProofView => ({
  index: logIndex,
  size,
  leafHash: hex(leafHash),
  root: hex(root),
  proof: proof.map(hex),
});

export const consistencyView = ({ from, to, proof }: ConsistencyProof): ConsistencyProofView => ({
  from: { size: from.size, root: hex(from.root) },
  to: { size: to.size, root: hex(to.root) },
  proof: proof.map(hex),
});
