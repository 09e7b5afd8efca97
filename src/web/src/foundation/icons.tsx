import type { ReactNode } from "react";

/** Line icons of 16 px that take the colour of their text. They only ever stand beside a word. */
function icon(shape: ReactNode) {
  return function Icon() {
    return (
      <svg
        width="16"
        height="16"
        viewBox="0 0 24 24"
        fill="none"
        stroke="currentColor"
        strokeWidth="2"
        strokeLinecap="round"
        strokeLinejoin="round"
        aria-hidden="true"
      >
        {shape}
      </svg>
    );
  };
}

const handset = (
  <path d="M6.6 3h3l1.5 4.5-2 1.5a12 12 0 0 0 5.9 5.9l1.5-2 4.5 1.5v3a2.6 2.6 0 0 1-2.6 2.6A16 16 0 0 1 4 5.6 2.6 2.6 0 0 1 6.6 3z" />
);
export const PhoneIcon = icon(handset);
export const CheckIcon = icon(<path d="m5 12.5 4.5 4.5L19 7" />);
export const BellIcon = icon(<path d="M6 17V11a6 6 0 0 1 12 0v6l1.5 2h-15zM10 21h4" />);
export const PauseIcon = icon(<path d="M9 5v14M15 5v14" />);
export const CupIcon = icon(
  <path d="M4 9h12v6a5 5 0 0 1-5 5H9a5 5 0 0 1-5-5zM16 11h2a2 2 0 0 1 0 5h-2M8 3v2M12 3v2" />,
);
export const PenIcon = icon(<path d="m4 20 1-4.5L16 4.5 19.5 8 8.5 19z" />);
export const LostIcon = icon(<path d="M12 4 2.5 20h19zM12 10v4.5M12 17.2v.1" />);
export const OffIcon = icon(<path d="M12 3v9M6.5 6.5a8 8 0 1 0 11 0" />);
export const MenuIcon = icon(<path d="M4 7h16M4 12h16M4 17h16" />);
export const DownIcon = icon(<path d="m7 10 5 5 5-5" />);
export const SearchIcon = icon(<path d="M10.5 4a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13zM15.5 15.5 20 20" />);
export const HangUpIcon = icon(
  <path d="M3 14c5-5.5 13-5.5 18 0l-2.5 3-4-1.800v-2.400a14 14 0 0 0-5 0v2.400L5.5 17z" />,
);
export const PlayIcon = icon(<path d="M7 4.5v15l12-7.5z" />);
export const MuteIcon = icon(
  <path d="M12 4a3 3 0 0 0-3 3v4a3 3 0 0 0 6 0V7a3 3 0 0 0-3-3zM5 11a7 7 0 0 0 14 0M12 18v3M3.500 3.500l17 17" />,
);
export const KeypadIcon = icon(
  <path d="M6 6h.1M12 6h.1M18 6h.1M6 12h.1M12 12h.1M18 12h.1M6 18h.1M12 18h.1M18 18h.1" />,
);
export const TransferIcon = icon(<path d="M4 8h14l-4-4M20 16H6l4 4" />);
export const AlarmIcon = icon(<path d="M12 3.500 21 19.500H3zM12 10v4.500M12 17v.1M2 6l2 1.500M22 6l-2 1.500" />);
export const PeopleIcon = icon(
  <path d="M8.500 11.500a3.200 3.200 0 1 0 0-6.400 3.200 3.200 0 0 0 0 6.400zM2.500 20a6 6 0 0 1 12 0M15.500 5.300a3.200 3.200 0 0 1 0 6M17.500 14.500a6 6 0 0 1 4 5.500" />,
);
export const LockIcon = icon(<path d="M6 11h12v9H6zM8.500 11V8a3.500 3.500 0 0 1 7 0v3" />);
export const BackIcon = icon(<path d="M9 6 4 11l5 5M4 11h10a6 6 0 0 1 6 6v2" />);
