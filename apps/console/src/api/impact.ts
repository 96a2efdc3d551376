import { useQuery } from '@tanstack/react-query';
import type { ImpactPictureView, ImpactView, Resource } from '#libs/contracts';
import { send } from './call.ts';

/** What is asked: as typed, for the server makes it canonical. */
export interface ImpactQuestion {
  resources: Resource[];
  /** Serial of a root zone; the newest when null. */
  asOf: number | null;
}

const bodyOf = ({ resources, asOf }: ImpactQuestion) => ({ resources, ...(asOf === null ? {} : { asOf }) });

/** Nothing is asked without a resource. */
export const useImpact = (question: ImpactQuestion) =>
  useQuery({
    queryKey: ['impact', question],
    queryFn: ({ signal }) => send<ImpactView>('POST', 'impact', bodyOf(question), { signal }),
    enabled: question.resources.length > 0,
  });

export const useImpactPicture = (question: ImpactQuestion) =>
  useQuery({
    queryKey: ['impact', 'picture', question],
    queryFn: ({ signal }) => send<ImpactPictureView>('POST', 'impact/picture', bodyOf(question), { signal }),
    enabled: question.resources.length > 0,
  });
