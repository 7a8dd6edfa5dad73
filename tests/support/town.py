"""Invented records of a town and a district, in the forms that other councils print, for questions of the simple kinds."""

from __future__ import annotations

AMENITIES_MAY = """MILLBROOK TOWN COUNCIL

Minutes of the meeting of the Amenities Committee held on Tuesday 9 May 2023 at 7.00 pm in the Guildhall.

Present: Councillor P Hartley (Chairman)
Councillor S Quill (Vice-Chairman)
Councillor D Amory
Councillor J Roth

Officers in attendance: Mrs K Lund (Town Clerk)
Mr T Ferris (Parks Manager)

Also present: Inspector R Bayliss

11. APOLOGIES FOR ABSENCE

Apologies were received from Councillor L Penrose and Councillor M Stott. Councillor J Roth substituted for Councillor Stott.

12. DECLARATIONS OF INTEREST

Councillor D Amory declared a personal interest in Minute No. 14 as a trustee of the Rowing Club.

13. PUBLIC TOILETS

The Parks Manager reported that the toilets in Mill Lane had been closed since 3 April 2023 because of vandalism. The toilets
would reopen on 1 July 2023 once new doors had been fitted.

It was proposed by Councillor Quill, seconded by Councillor Roth and

RESOLVED: That a sum of £4,500 be spent on new doors for the Mill Lane toilets.

14. BOAT HOUSE LEASE

The Clerk presented a draft lease of the Boat House to the Rowing Club. Councillor Roth moved that the lease be refused; the
motion found no seconder.

RESOLVED: That the lease of the Boat House be approved. Seven Members voted for, two against, with one abstention.

15. FLY-TIPPING

Members considered complaints of fly-tipping behind the allotments. Tipped waste had been removed four times in March.

RESOLVED: That signs be put up behind the allotments.

16. DATE OF NEXT MEETING

The next meeting of the Committee would be held on Tuesday 13 June 2023 at 7.00 pm.

The meeting closed at 8.52 pm.
"""

AMENITIES_JUNE = """MILLBROOK TOWN COUNCIL

Minutes of the meeting of the Amenities Committee held on Tuesday 13 June 2023 at 7.00 pm in the Guildhall.

Present: Councillor S Quill (Vice-Chairman, in the Chair)
Councillor D Amory
Councillor L Penrose

Officers in attendance: Mrs K Lund (Town Clerk)

17. APOLOGIES FOR ABSENCE

Apologies were received from Councillor P Hartley.

18. MATTERS ARISING

Further to Minute No. 13 of 9 May 2023, the Parks Manager's doors had been ordered [Min. No. 13 refers].

19. SKATE PARK

Councillor Penrose spoke in favour of lighting at the skate park. The closing date for comments on the skate park design was
28 July 2023.

RESOLVED: That the lighting scheme for the skate park be deferred to the September meeting.

20. FLY-TIPPING

A further fly-tip of tyres had been reported in Weir Road.

RESOLVED: That the report be noted.

21. APPOINTMENTS

RESOLVED: That Councillor L Penrose be appointed to the Almshouse Trust and Councillor D Amory be appointed as
Heritage Champion.

The meeting ended at 9.15 pm.
"""

CABINET = """# Oakvale District Council

## Minutes of Cabinet held on 4 October 2022

**Present:** Councillors R Haddon (Leader of the Council), N Birch (Portfolio Holder for Housing) and E Carrow (Portfolio
Holder for Finance)

**Apologies:** Councillor W Stroud

### 7. Home Improvement Agency

The Home Improvement Agency (HIA), also known as Handy Homes, is a service that helps older residents to stay in their homes.
The agency had dealt with 240 requests. Vulnerable person is defined as anyone over 70 living alone.

RESOLVED: That the contract of the Home Improvement Agency be extended for two years.

### 8. Budget Strategy

The Portfolio Holder for Finance presented the budget strategy. The deadline for responses to the consultation is 9 December
2022.

RESOLVED: That the budget strategy be approved for consultation.

### 9. Leisure Centre

The leisure centre was described as tired and costly to heat in 2022.

RESOLVED: That officers report on the replacement of the leisure centre.

### 10. Community Safety Panel

The members of the Community Safety Panel are as follows:

- Councillor N Birch
- Councillor F Oduya
- Chief Inspector G Vance
- Ms A Trewin (Fire Service)

### 11. Street Trading

It was noted that the consents had been dealt with under Item 8 above.
"""

LICENSING = """OAKVALE DISTRICT COUNCIL
LICENSING COMMITTEE
Minutes of the meeting held on 22 February 2024

PRESENT: Cllrs F Oduya (Chair), B Nairn, T Wickes
ABSENT: Cllr H Dunmore

1. Licence of the Anchor Inn

The Committee heard objections from Mr Giles Porter and from Mrs Ana Weld. Cllr Nairn asked about noise.

RESOLVED that the application for a licence at the Anchor Inn be REFUSED.

2. Leisure Centre

The new leisure centre was described as warm and well used in 2024. It would open to the public on 6 May 2024 at 10 am.

RESOLVED that the report be noted.

3. Recorded vote on fees

Cllr Wickes proposed and Cllr Nairn seconded that fees be frozen. The vote was 6 for and 3 against and the motion was CARRIED.
Cllr Dunmore voted against the motion.

4. Appointment of Vice-Chair

Cllr T Wickes was elected Vice-Chair for the municipal year 2024-25.

The next meeting will be held on 21 March 2024.

Meeting closed at 19.40.
"""

TOWN = {
    "amenities-2023-05-09.txt": AMENITIES_MAY, "amenities-2023-06-13.txt": AMENITIES_JUNE, "cabinet-2022-10-04.md": CABINET,
    "licensing-2024-02-22.txt": LICENSING,
}  # fmt: skip
