using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Kindline.Foundation.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class PatientsListsAndTrunks : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Patients_LastName_FirstName",
                table: "Patients");

            migrationBuilder.AddColumn<bool>(
                name: "ForNewPatients",
                table: "VisitTypes",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<bool>(
                name: "IsTelevisit",
                table: "VisitTypes",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<string>(
                name: "Preparation",
                table: "VisitTypes",
                type: "TEXT",
                maxLength: 400,
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "RetiredAt",
                table: "VisitTypes",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Audio",
                table: "Trunks",
                type: "TEXT",
                maxLength: 40,
                nullable: false,
                defaultValue: "Plain");

            migrationBuilder.AddColumn<string>(
                name: "Authority",
                table: "Trunks",
                type: "TEXT",
                maxLength: 40000,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Transport",
                table: "Trunks",
                type: "TEXT",
                maxLength: 40,
                nullable: false,
                defaultValue: "Udp");

            migrationBuilder.Sql("UPDATE \"Trunks\" SET \"Transport\" = CASE WHEN \"Tcp\" THEN 'Tcp' ELSE 'Udp' END");

            migrationBuilder.DropColumn(
                name: "Tcp",
                table: "Trunks");

            migrationBuilder.AddColumn<string>(
                name: "Rights",
                table: "Subjects",
                type: "TEXT",
                maxLength: 40,
                nullable: false,
                defaultValue: "All");

            migrationBuilder.AddColumn<bool>(
                name: "AcceptsNewPatients",
                table: "Providers",
                type: "INTEGER",
                nullable: false,
                defaultValue: true);

            migrationBuilder.AddColumn<string>(
                name: "Note",
                table: "Providers",
                type: "TEXT",
                maxLength: 400,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Npi",
                table: "Providers",
                type: "TEXT",
                maxLength: 10,
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "OldestYears",
                table: "Providers",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "OpenFrom",
                table: "Providers",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "RetiredAt",
                table: "Providers",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Schedule",
                table: "Providers",
                type: "TEXT",
                maxLength: 40,
                nullable: false,
                defaultValue: "Book");

            migrationBuilder.AddColumn<string>(
                name: "Specialty",
                table: "Providers",
                type: "TEXT",
                maxLength: 80,
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "YoungestYears",
                table: "Providers",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "MostReports",
                table: "Practices",
                type: "INTEGER",
                nullable: false,
                defaultValue: 10);

            migrationBuilder.AddColumn<long>(
                name: "AsOf",
                table: "Patients",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "AsOfSource",
                table: "Patients",
                type: "TEXT",
                maxLength: 120,
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "DeathConfirmedAt",
                table: "Patients",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "DeathReportedAt",
                table: "Patients",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "DeathReportedBy",
                table: "Patients",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "DoNotCallSince",
                table: "Patients",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "EmailKey",
                table: "Patients",
                type: "TEXT",
                maxLength: 254,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "FamilyKey",
                table: "Patients",
                type: "TEXT",
                maxLength: 40,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "GivenKey",
                table: "Patients",
                type: "TEXT",
                maxLength: 40,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<Guid>(
                name: "ImportId",
                table: "Patients",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "MemberId",
                table: "Patients",
                type: "TEXT",
                maxLength: 40,
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "MergedIntoId",
                table: "Patients",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "MrnKey",
                table: "Patients",
                type: "TEXT",
                maxLength: 40,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "MrnTail",
                table: "Patients",
                type: "TEXT",
                maxLength: 40,
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "NeverAtWork",
                table: "Patients",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<bool>(
                name: "NoEmail",
                table: "Patients",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<bool>(
                name: "NoMail",
                table: "Patients",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<bool>(
                name: "NoTexts",
                table: "Patients",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<bool>(
                name: "NoVoicemail",
                table: "Patients",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<string>(
                name: "Payer",
                table: "Patients",
                type: "TEXT",
                maxLength: 120,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Portal",
                table: "Patients",
                type: "TEXT",
                maxLength: 40,
                nullable: false,
                defaultValue: "Unknown");

            migrationBuilder.AddColumn<long>(
                name: "ReferredAt",
                table: "Patients",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "ReferredBy",
                table: "Patients",
                type: "TEXT",
                maxLength: 120,
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "ReferredById",
                table: "Patients",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "ReleasesHeldUntil",
                table: "Patients",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Remarks",
                table: "Patients",
                type: "TEXT",
                maxLength: 2000,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Source",
                table: "Patients",
                type: "TEXT",
                maxLength: 80,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Status",
                table: "Patients",
                type: "TEXT",
                maxLength: 40,
                nullable: false,
                defaultValue: "Active");

            migrationBuilder.AddColumn<int>(
                name: "Version",
                table: "Patients",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<string>(
                name: "WishNote",
                table: "Patients",
                type: "TEXT",
                maxLength: 200,
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "IsWork",
                table: "PatientPhones",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<string>(
                name: "Tail",
                table: "PatientPhones",
                type: "TEXT",
                maxLength: 16,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "Type",
                table: "PatientPhones",
                type: "TEXT",
                maxLength: 40,
                nullable: false,
                defaultValue: "Unknown");

            migrationBuilder.AddColumn<int>(
                name: "DollarsOfCentre",
                table: "OutsideLimits",
                type: "INTEGER",
                nullable: false,
                defaultValue: 250);

            migrationBuilder.AddColumn<int>(
                name: "DollarsPerUser",
                table: "OutsideLimits",
                type: "INTEGER",
                nullable: false,
                defaultValue: 25);

            migrationBuilder.AddColumn<string>(
                name: "Rates",
                table: "OutsideLimits",
                type: "TEXT",
                maxLength: 2000,
                nullable: false,
                defaultValue: "+1=2");

            migrationBuilder.AddColumn<string>(
                name: "Fax",
                table: "Locations",
                type: "TEXT",
                maxLength: 16,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Note",
                table: "Locations",
                type: "TEXT",
                maxLength: 400,
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "OpenFrom",
                table: "Locations",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Phone",
                table: "Locations",
                type: "TEXT",
                maxLength: 16,
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "RetiredAt",
                table: "Locations",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Schedule",
                table: "Locations",
                type: "TEXT",
                maxLength: 40,
                nullable: false,
                defaultValue: "Book");

            migrationBuilder.CreateTable(
                name: "BulkChanges",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    PracticeId = table.Column<Guid>(type: "TEXT", nullable: false),
                    ListId = table.Column<Guid>(type: "TEXT", nullable: false),
                    ListName = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    UserId = table.Column<Guid>(type: "TEXT", nullable: false),
                    RoleKey = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Field = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    Label = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    Value = table.Column<string>(type: "TEXT", maxLength: 400, nullable: true),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    BegunAt = table.Column<long>(type: "INTEGER", nullable: false),
                    EndedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    People = table.Column<int>(type: "INTEGER", nullable: false),
                    Planned = table.Column<int>(type: "INTEGER", nullable: false),
                    Changed = table.Column<int>(type: "INTEGER", nullable: false),
                    Same = table.Column<int>(type: "INTEGER", nullable: false),
                    LeftOut = table.Column<int>(type: "INTEGER", nullable: false),
                    UndoneBy = table.Column<Guid>(type: "TEXT", nullable: true),
                    UndoneByRole = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true),
                    UndoneAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Restored = table.Column<int>(type: "INTEGER", nullable: false),
                    Kept = table.Column<int>(type: "INTEGER", nullable: false),
                    Why = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_BulkChanges", x => x.Id);
                    table.ForeignKey(
                        name: "FK_BulkChanges_Practices_PracticeId",
                        column: x => x.PracticeId,
                        principalTable: "Practices",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "Closures",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    PracticeId = table.Column<Guid>(type: "TEXT", nullable: false),
                    On = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    OpensAt = table.Column<TimeOnly>(type: "TEXT", nullable: true),
                    ClosesAt = table.Column<TimeOnly>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Closures", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Closures_Practices_PracticeId",
                        column: x => x.PracticeId,
                        principalTable: "Practices",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "ComparedUpTo",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false),
                    UpTo = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ComparedUpTo", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "ImportColumns",
                columns: table => new
                {
                    PracticeId = table.Column<Guid>(type: "TEXT", nullable: false),
                    HeaderHash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    Columns = table.Column<string>(type: "TEXT", maxLength: 20000, nullable: false),
                    DayFirst = table.Column<bool>(type: "INTEGER", nullable: false),
                    UsedAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ImportColumns", x => new { x.PracticeId, x.HeaderHash });
                });

            migrationBuilder.CreateTable(
                name: "Imports",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    PracticeId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    FileName = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    FileHash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    BegunAt = table.Column<long>(type: "INTEGER", nullable: false),
                    EndedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    ReadTo = table.Column<long>(type: "INTEGER", nullable: false),
                    Added = table.Column<int>(type: "INTEGER", nullable: false),
                    Changed = table.Column<int>(type: "INTEGER", nullable: false),
                    Same = table.Column<int>(type: "INTEGER", nullable: false),
                    Rejected = table.Column<int>(type: "INTEGER", nullable: false),
                    Rows = table.Column<int>(type: "INTEGER", nullable: true),
                    UserId = table.Column<Guid>(type: "TEXT", nullable: true),
                    Columns = table.Column<string>(type: "TEXT", maxLength: 20000, nullable: true),
                    DayFirst = table.Column<bool>(type: "INTEGER", nullable: false),
                    Why = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Imports", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "LocationHours",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    LocationId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Day = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    OpensAt = table.Column<TimeOnly>(type: "TEXT", nullable: false),
                    ClosesAt = table.Column<TimeOnly>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_LocationHours", x => x.Id);
                    table.ForeignKey(
                        name: "FK_LocationHours_Locations_LocationId",
                        column: x => x.LocationId,
                        principalTable: "Locations",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "Organisations",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    PracticeId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    Phone = table.Column<string>(type: "TEXT", maxLength: 16, nullable: true),
                    Fax = table.Column<string>(type: "TEXT", maxLength: 16, nullable: true),
                    Email = table.Column<string>(type: "TEXT", maxLength: 254, nullable: true),
                    Address = table.Column<string>(type: "TEXT", maxLength: 240, nullable: true),
                    WebLink = table.Column<string>(type: "TEXT", maxLength: 400, nullable: true),
                    PortalLink = table.Column<string>(type: "TEXT", maxLength: 400, nullable: true),
                    Aliases = table.Column<string>(type: "TEXT", maxLength: 400, nullable: true),
                    Note = table.Column<string>(type: "TEXT", maxLength: 400, nullable: true),
                    RetiredAt = table.Column<long>(type: "INTEGER", nullable: true),
                    ChangedAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Organisations", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "PatientFields",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    PracticeId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Label = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Choices = table.Column<string>(type: "TEXT", nullable: false),
                    Position = table.Column<int>(type: "INTEGER", nullable: false),
                    RetiredAt = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PatientFields", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "PatientLists",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    PracticeId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    OwnerId = table.Column<Guid>(type: "TEXT", nullable: false),
                    IsShared = table.Column<bool>(type: "INTEGER", nullable: false),
                    Filter = table.Column<string>(type: "TEXT", maxLength: 20000, nullable: false),
                    Columns = table.Column<string>(type: "TEXT", nullable: false),
                    Sort = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    IsDescending = table.Column<bool>(type: "INTEGER", nullable: false),
                    ChangedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    ChangedBy = table.Column<Guid>(type: "TEXT", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false),
                    DeletedAt = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PatientLists", x => x.Id);
                    table.ForeignKey(
                        name: "FK_PatientLists_Practices_PracticeId",
                        column: x => x.PracticeId,
                        principalTable: "Practices",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "PatientMerges",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    PracticeId = table.Column<Guid>(type: "TEXT", nullable: false),
                    SurvivorId = table.Column<Guid>(type: "TEXT", nullable: false),
                    GoneId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Change = table.Column<string>(type: "TEXT", nullable: false),
                    MergedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    MergedBy = table.Column<Guid>(type: "TEXT", nullable: false),
                    UndoneAt = table.Column<long>(type: "INTEGER", nullable: true),
                    UndoneBy = table.Column<Guid>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PatientMerges", x => x.Id);
                    table.ForeignKey(
                        name: "FK_PatientMerges_Patients_GoneId",
                        column: x => x.GoneId,
                        principalTable: "Patients",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_PatientMerges_Patients_SurvivorId",
                        column: x => x.SurvivorId,
                        principalTable: "Patients",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "PatientPairs",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    PracticeId = table.Column<Guid>(type: "TEXT", nullable: false),
                    OneId = table.Column<Guid>(type: "TEXT", nullable: false),
                    OtherId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Probability = table.Column<double>(type: "REAL", nullable: false),
                    Agreement = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    FoundAt = table.Column<long>(type: "INTEGER", nullable: false),
                    DecidedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    DecidedBy = table.Column<Guid>(type: "TEXT", nullable: true),
                    MergeId = table.Column<Guid>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PatientPairs", x => x.Id);
                    table.ForeignKey(
                        name: "FK_PatientPairs_Patients_OneId",
                        column: x => x.OneId,
                        principalTable: "Patients",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_PatientPairs_Patients_OtherId",
                        column: x => x.OtherId,
                        principalTable: "Patients",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "PatientProxies",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    PatientId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    Relationship = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Phone = table.Column<string>(type: "TEXT", maxLength: 16, nullable: true),
                    MayBook = table.Column<bool>(type: "INTEGER", nullable: false),
                    MayHear = table.Column<bool>(type: "INTEGER", nullable: false),
                    MayBill = table.Column<bool>(type: "INTEGER", nullable: false),
                    EndsAtMajority = table.Column<bool>(type: "INTEGER", nullable: false),
                    EndsOn = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    Note = table.Column<string>(type: "TEXT", maxLength: 300, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PatientProxies", x => x.Id);
                    table.ForeignKey(
                        name: "FK_PatientProxies_Patients_PatientId",
                        column: x => x.PatientId,
                        principalTable: "Patients",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "PatientsToCompare",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    PatientId = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PatientsToCompare", x => x.Id);
                    table.ForeignKey(
                        name: "FK_PatientsToCompare_Patients_PatientId",
                        column: x => x.PatientId,
                        principalTable: "Patients",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "PatientWords",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    PatientId = table.Column<Guid>(type: "TEXT", nullable: false),
                    PracticeId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Word = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Other = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PatientWords", x => x.Id);
                    table.ForeignKey(
                        name: "FK_PatientWords_Patients_PatientId",
                        column: x => x.PatientId,
                        principalTable: "Patients",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "PracticeExports",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    PracticeId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    WithRecordings = table.Column<bool>(type: "INTEGER", nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    AskedBy = table.Column<Guid>(type: "TEXT", nullable: false),
                    AskedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    EndedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    People = table.Column<int>(type: "INTEGER", nullable: false),
                    Recordings = table.Column<int>(type: "INTEGER", nullable: false),
                    Problems = table.Column<int>(type: "INTEGER", nullable: false),
                    Bytes = table.Column<long>(type: "INTEGER", nullable: false),
                    Why = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PracticeExports", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Staff",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    PracticeId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    Title = table.Column<string>(type: "TEXT", maxLength: 80, nullable: true),
                    Department = table.Column<string>(type: "TEXT", maxLength: 80, nullable: true),
                    Extension = table.Column<string>(type: "TEXT", maxLength: 12, nullable: true),
                    DirectNumber = table.Column<string>(type: "TEXT", maxLength: 16, nullable: true),
                    LocationId = table.Column<Guid>(type: "TEXT", nullable: true),
                    UserId = table.Column<Guid>(type: "TEXT", nullable: true),
                    ReportsToId = table.Column<Guid>(type: "TEXT", nullable: true),
                    SteeringRole = table.Column<string>(type: "TEXT", maxLength: 80, nullable: true),
                    RetiredAt = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Staff", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "VerificationRules",
                columns: table => new
                {
                    PracticeId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Speaker = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Needed = table.Column<int>(type: "INTEGER", nullable: false),
                    Counts = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Rights = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_VerificationRules", x => new { x.PracticeId, x.Speaker });
                });

            migrationBuilder.CreateTable(
                name: "BulkChangePeople",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    ChangeId = table.Column<Guid>(type: "TEXT", nullable: false),
                    PatientId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Outcome = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Why = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true),
                    Before = table.Column<string>(type: "TEXT", maxLength: 400, nullable: true),
                    After = table.Column<string>(type: "TEXT", maxLength: 400, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_BulkChangePeople", x => x.Id);
                    table.ForeignKey(
                        name: "FK_BulkChangePeople_BulkChanges_ChangeId",
                        column: x => x.ChangeId,
                        principalTable: "BulkChanges",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "ImportedRows",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    ImportId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Line = table.Column<long>(type: "INTEGER", nullable: false),
                    IsRejected = table.Column<bool>(type: "INTEGER", nullable: false),
                    PatientId = table.Column<Guid>(type: "TEXT", nullable: true),
                    Change = table.Column<string>(type: "TEXT", nullable: true),
                    Why = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ImportedRows", x => x.Id);
                    table.ForeignKey(
                        name: "FK_ImportedRows_Imports_ImportId",
                        column: x => x.ImportId,
                        principalTable: "Imports",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "OrganisationPeople",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    OrganisationId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    Role = table.Column<string>(type: "TEXT", maxLength: 80, nullable: true),
                    Phone = table.Column<string>(type: "TEXT", maxLength: 16, nullable: true),
                    Email = table.Column<string>(type: "TEXT", maxLength: 254, nullable: true),
                    Decides = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_OrganisationPeople", x => x.Id);
                    table.ForeignKey(
                        name: "FK_OrganisationPeople_Organisations_OrganisationId",
                        column: x => x.OrganisationId,
                        principalTable: "Organisations",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "PartnerIssues",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    OrganisationId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Text = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    Since = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    ClosedOn = table.Column<DateOnly>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PartnerIssues", x => x.Id);
                    table.ForeignKey(
                        name: "FK_PartnerIssues_Organisations_OrganisationId",
                        column: x => x.OrganisationId,
                        principalTable: "Organisations",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "PartnerMeetings",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    OrganisationId = table.Column<Guid>(type: "TEXT", nullable: false),
                    On = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    With = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    By = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    Agreed = table.Column<string>(type: "TEXT", maxLength: 800, nullable: true),
                    NextStep = table.Column<string>(type: "TEXT", maxLength: 400, nullable: true),
                    NextOn = table.Column<DateOnly>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PartnerMeetings", x => x.Id);
                    table.ForeignKey(
                        name: "FK_PartnerMeetings_Organisations_OrganisationId",
                        column: x => x.OrganisationId,
                        principalTable: "Organisations",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "PayerAcceptances",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    OrganisationId = table.Column<Guid>(type: "TEXT", nullable: false),
                    ProviderId = table.Column<Guid>(type: "TEXT", nullable: true),
                    LocationId = table.Column<Guid>(type: "TEXT", nullable: true),
                    Answer = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Plans = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    FromOn = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    UntilOn = table.Column<DateOnly>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PayerAcceptances", x => x.Id);
                    table.ForeignKey(
                        name: "FK_PayerAcceptances_Organisations_OrganisationId",
                        column: x => x.OrganisationId,
                        principalTable: "Organisations",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "PatientFieldValues",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    PatientId = table.Column<Guid>(type: "TEXT", nullable: false),
                    FieldId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Value = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PatientFieldValues", x => x.Id);
                    table.ForeignKey(
                        name: "FK_PatientFieldValues_PatientFields_FieldId",
                        column: x => x.FieldId,
                        principalTable: "PatientFields",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_PatientFieldValues_Patients_PatientId",
                        column: x => x.PatientId,
                        principalTable: "Patients",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "MovedRows",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    MergeId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Table = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    RowId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Was = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_MovedRows", x => x.Id);
                    table.ForeignKey(
                        name: "FK_MovedRows_PatientMerges_MergeId",
                        column: x => x.MergeId,
                        principalTable: "PatientMerges",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Patients_ImportId",
                table: "Patients",
                column: "ImportId");

            migrationBuilder.CreateIndex(
                name: "IX_Patients_MergedIntoId",
                table: "Patients",
                column: "MergedIntoId");

            migrationBuilder.CreateIndex(
                name: "IX_Patients_PracticeId_BornOn",
                table: "Patients",
                columns: new[] { "PracticeId", "BornOn" });

            migrationBuilder.CreateIndex(
                name: "IX_Patients_PracticeId_EmailKey",
                table: "Patients",
                columns: new[] { "PracticeId", "EmailKey" });

            migrationBuilder.CreateIndex(
                name: "IX_Patients_PracticeId_FamilyKey_GivenKey_BornOn",
                table: "Patients",
                columns: new[] { "PracticeId", "FamilyKey", "GivenKey", "BornOn" });

            migrationBuilder.CreateIndex(
                name: "IX_Patients_PracticeId_GivenKey_FamilyKey",
                table: "Patients",
                columns: new[] { "PracticeId", "GivenKey", "FamilyKey" });

            migrationBuilder.CreateIndex(
                name: "IX_Patients_PracticeId_MrnKey",
                table: "Patients",
                columns: new[] { "PracticeId", "MrnKey" });

            migrationBuilder.CreateIndex(
                name: "IX_Patients_PracticeId_MrnTail",
                table: "Patients",
                columns: new[] { "PracticeId", "MrnTail" });

            migrationBuilder.CreateIndex(
                name: "IX_Patients_ReferredById",
                table: "Patients",
                column: "ReferredById");

            migrationBuilder.CreateIndex(
                name: "IX_PatientPhones_Tail",
                table: "PatientPhones",
                column: "Tail");

            migrationBuilder.CreateIndex(
                name: "IX_Appointments_PatientId_State_StartsAt",
                table: "Appointments",
                columns: new[] { "PatientId", "State", "StartsAt" });

            migrationBuilder.CreateIndex(
                name: "IX_BulkChangePeople_ChangeId_Outcome_Id",
                table: "BulkChangePeople",
                columns: new[] { "ChangeId", "Outcome", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_BulkChangePeople_PatientId",
                table: "BulkChangePeople",
                column: "PatientId");

            migrationBuilder.CreateIndex(
                name: "IX_BulkChanges_PracticeId_BegunAt",
                table: "BulkChanges",
                columns: new[] { "PracticeId", "BegunAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Closures_PracticeId_On",
                table: "Closures",
                columns: new[] { "PracticeId", "On" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ImportedRows_ImportId_Line",
                table: "ImportedRows",
                columns: new[] { "ImportId", "Line" });

            migrationBuilder.CreateIndex(
                name: "IX_Imports_PracticeId_BegunAt",
                table: "Imports",
                columns: new[] { "PracticeId", "BegunAt" });

            migrationBuilder.CreateIndex(
                name: "IX_LocationHours_LocationId",
                table: "LocationHours",
                column: "LocationId");

            migrationBuilder.CreateIndex(
                name: "IX_MovedRows_MergeId_Table",
                table: "MovedRows",
                columns: new[] { "MergeId", "Table" });

            migrationBuilder.CreateIndex(
                name: "IX_OrganisationPeople_OrganisationId",
                table: "OrganisationPeople",
                column: "OrganisationId");

            migrationBuilder.CreateIndex(
                name: "IX_Organisations_PracticeId",
                table: "Organisations",
                column: "PracticeId");

            migrationBuilder.CreateIndex(
                name: "IX_PartnerIssues_OrganisationId",
                table: "PartnerIssues",
                column: "OrganisationId");

            migrationBuilder.CreateIndex(
                name: "IX_PartnerMeetings_OrganisationId",
                table: "PartnerMeetings",
                column: "OrganisationId");

            migrationBuilder.CreateIndex(
                name: "IX_PatientFields_PracticeId",
                table: "PatientFields",
                column: "PracticeId");

            migrationBuilder.CreateIndex(
                name: "IX_PatientFieldValues_FieldId_Value",
                table: "PatientFieldValues",
                columns: new[] { "FieldId", "Value" });

            migrationBuilder.CreateIndex(
                name: "IX_PatientFieldValues_PatientId_FieldId",
                table: "PatientFieldValues",
                columns: new[] { "PatientId", "FieldId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_PatientLists_PracticeId",
                table: "PatientLists",
                column: "PracticeId");

            migrationBuilder.CreateIndex(
                name: "IX_PatientMerges_GoneId",
                table: "PatientMerges",
                column: "GoneId");

            migrationBuilder.CreateIndex(
                name: "IX_PatientMerges_SurvivorId",
                table: "PatientMerges",
                column: "SurvivorId");

            migrationBuilder.CreateIndex(
                name: "IX_PatientPairs_OneId_OtherId",
                table: "PatientPairs",
                columns: new[] { "OneId", "OtherId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_PatientPairs_OtherId",
                table: "PatientPairs",
                column: "OtherId");

            migrationBuilder.CreateIndex(
                name: "IX_PatientPairs_PracticeId_State_Probability",
                table: "PatientPairs",
                columns: new[] { "PracticeId", "State", "Probability" });

            migrationBuilder.CreateIndex(
                name: "IX_PatientProxies_PatientId",
                table: "PatientProxies",
                column: "PatientId");

            migrationBuilder.CreateIndex(
                name: "IX_PatientProxies_Phone",
                table: "PatientProxies",
                column: "Phone");

            migrationBuilder.CreateIndex(
                name: "IX_PatientsToCompare_PatientId",
                table: "PatientsToCompare",
                column: "PatientId");

            migrationBuilder.CreateIndex(
                name: "IX_PatientWords_PatientId",
                table: "PatientWords",
                column: "PatientId");

            migrationBuilder.CreateIndex(
                name: "IX_PatientWords_PracticeId_Other_Word",
                table: "PatientWords",
                columns: new[] { "PracticeId", "Other", "Word" });

            migrationBuilder.CreateIndex(
                name: "IX_PatientWords_PracticeId_Word_Other",
                table: "PatientWords",
                columns: new[] { "PracticeId", "Word", "Other" });

            migrationBuilder.CreateIndex(
                name: "IX_PayerAcceptances_OrganisationId",
                table: "PayerAcceptances",
                column: "OrganisationId");

            migrationBuilder.CreateIndex(
                name: "IX_PracticeExports_PracticeId_AskedAt",
                table: "PracticeExports",
                columns: new[] { "PracticeId", "AskedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Staff_PracticeId",
                table: "Staff",
                column: "PracticeId");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "BulkChangePeople");

            migrationBuilder.DropTable(
                name: "Closures");

            migrationBuilder.DropTable(
                name: "ComparedUpTo");

            migrationBuilder.DropTable(
                name: "ImportColumns");

            migrationBuilder.DropTable(
                name: "ImportedRows");

            migrationBuilder.DropTable(
                name: "LocationHours");

            migrationBuilder.DropTable(
                name: "MovedRows");

            migrationBuilder.DropTable(
                name: "OrganisationPeople");

            migrationBuilder.DropTable(
                name: "PartnerIssues");

            migrationBuilder.DropTable(
                name: "PartnerMeetings");

            migrationBuilder.DropTable(
                name: "PatientFieldValues");

            migrationBuilder.DropTable(
                name: "PatientLists");

            migrationBuilder.DropTable(
                name: "PatientPairs");

            migrationBuilder.DropTable(
                name: "PatientProxies");

            migrationBuilder.DropTable(
                name: "PatientsToCompare");

            migrationBuilder.DropTable(
                name: "PatientWords");

            migrationBuilder.DropTable(
                name: "PayerAcceptances");

            migrationBuilder.DropTable(
                name: "PracticeExports");

            migrationBuilder.DropTable(
                name: "Staff");

            migrationBuilder.DropTable(
                name: "VerificationRules");

            migrationBuilder.DropTable(
                name: "BulkChanges");

            migrationBuilder.DropTable(
                name: "Imports");

            migrationBuilder.DropTable(
                name: "PatientMerges");

            migrationBuilder.DropTable(
                name: "PatientFields");

            migrationBuilder.DropTable(
                name: "Organisations");

            migrationBuilder.DropIndex(
                name: "IX_Patients_ImportId",
                table: "Patients");

            migrationBuilder.DropIndex(
                name: "IX_Patients_MergedIntoId",
                table: "Patients");

            migrationBuilder.DropIndex(
                name: "IX_Patients_PracticeId_BornOn",
                table: "Patients");

            migrationBuilder.DropIndex(
                name: "IX_Patients_PracticeId_EmailKey",
                table: "Patients");

            migrationBuilder.DropIndex(
                name: "IX_Patients_PracticeId_FamilyKey_GivenKey_BornOn",
                table: "Patients");

            migrationBuilder.DropIndex(
                name: "IX_Patients_PracticeId_GivenKey_FamilyKey",
                table: "Patients");

            migrationBuilder.DropIndex(
                name: "IX_Patients_PracticeId_MrnKey",
                table: "Patients");

            migrationBuilder.DropIndex(
                name: "IX_Patients_PracticeId_MrnTail",
                table: "Patients");

            migrationBuilder.DropIndex(
                name: "IX_Patients_ReferredById",
                table: "Patients");

            migrationBuilder.DropIndex(
                name: "IX_PatientPhones_Tail",
                table: "PatientPhones");

            migrationBuilder.DropIndex(
                name: "IX_Appointments_PatientId_State_StartsAt",
                table: "Appointments");

            migrationBuilder.DropColumn(
                name: "ForNewPatients",
                table: "VisitTypes");

            migrationBuilder.DropColumn(
                name: "IsTelevisit",
                table: "VisitTypes");

            migrationBuilder.DropColumn(
                name: "Preparation",
                table: "VisitTypes");

            migrationBuilder.DropColumn(
                name: "RetiredAt",
                table: "VisitTypes");

            migrationBuilder.DropColumn(
                name: "Audio",
                table: "Trunks");

            migrationBuilder.DropColumn(
                name: "Authority",
                table: "Trunks");

            migrationBuilder.AddColumn<bool>(
                name: "Tcp",
                table: "Trunks",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.Sql("UPDATE \"Trunks\" SET \"Tcp\" = (\"Transport\" <> 'Udp')");

            migrationBuilder.DropColumn(
                name: "Transport",
                table: "Trunks");

            migrationBuilder.DropColumn(
                name: "Rights",
                table: "Subjects");

            migrationBuilder.DropColumn(
                name: "AcceptsNewPatients",
                table: "Providers");

            migrationBuilder.DropColumn(
                name: "Note",
                table: "Providers");

            migrationBuilder.DropColumn(
                name: "Npi",
                table: "Providers");

            migrationBuilder.DropColumn(
                name: "OldestYears",
                table: "Providers");

            migrationBuilder.DropColumn(
                name: "OpenFrom",
                table: "Providers");

            migrationBuilder.DropColumn(
                name: "RetiredAt",
                table: "Providers");

            migrationBuilder.DropColumn(
                name: "Schedule",
                table: "Providers");

            migrationBuilder.DropColumn(
                name: "Specialty",
                table: "Providers");

            migrationBuilder.DropColumn(
                name: "YoungestYears",
                table: "Providers");

            migrationBuilder.DropColumn(
                name: "MostReports",
                table: "Practices");

            migrationBuilder.DropColumn(
                name: "AsOf",
                table: "Patients");

            migrationBuilder.DropColumn(
                name: "AsOfSource",
                table: "Patients");

            migrationBuilder.DropColumn(
                name: "DeathConfirmedAt",
                table: "Patients");

            migrationBuilder.DropColumn(
                name: "DeathReportedAt",
                table: "Patients");

            migrationBuilder.DropColumn(
                name: "DeathReportedBy",
                table: "Patients");

            migrationBuilder.DropColumn(
                name: "DoNotCallSince",
                table: "Patients");

            migrationBuilder.DropColumn(
                name: "EmailKey",
                table: "Patients");

            migrationBuilder.DropColumn(
                name: "FamilyKey",
                table: "Patients");

            migrationBuilder.DropColumn(
                name: "GivenKey",
                table: "Patients");

            migrationBuilder.DropColumn(
                name: "ImportId",
                table: "Patients");

            migrationBuilder.DropColumn(
                name: "MemberId",
                table: "Patients");

            migrationBuilder.DropColumn(
                name: "MergedIntoId",
                table: "Patients");

            migrationBuilder.DropColumn(
                name: "MrnKey",
                table: "Patients");

            migrationBuilder.DropColumn(
                name: "MrnTail",
                table: "Patients");

            migrationBuilder.DropColumn(
                name: "NeverAtWork",
                table: "Patients");

            migrationBuilder.DropColumn(
                name: "NoEmail",
                table: "Patients");

            migrationBuilder.DropColumn(
                name: "NoMail",
                table: "Patients");

            migrationBuilder.DropColumn(
                name: "NoTexts",
                table: "Patients");

            migrationBuilder.DropColumn(
                name: "NoVoicemail",
                table: "Patients");

            migrationBuilder.DropColumn(
                name: "Payer",
                table: "Patients");

            migrationBuilder.DropColumn(
                name: "Portal",
                table: "Patients");

            migrationBuilder.DropColumn(
                name: "ReferredAt",
                table: "Patients");

            migrationBuilder.DropColumn(
                name: "ReferredBy",
                table: "Patients");

            migrationBuilder.DropColumn(
                name: "ReferredById",
                table: "Patients");

            migrationBuilder.DropColumn(
                name: "ReleasesHeldUntil",
                table: "Patients");

            migrationBuilder.DropColumn(
                name: "Remarks",
                table: "Patients");

            migrationBuilder.DropColumn(
                name: "Source",
                table: "Patients");

            migrationBuilder.DropColumn(
                name: "Status",
                table: "Patients");

            migrationBuilder.DropColumn(
                name: "Version",
                table: "Patients");

            migrationBuilder.DropColumn(
                name: "WishNote",
                table: "Patients");

            migrationBuilder.DropColumn(
                name: "IsWork",
                table: "PatientPhones");

            migrationBuilder.DropColumn(
                name: "Tail",
                table: "PatientPhones");

            migrationBuilder.DropColumn(
                name: "Type",
                table: "PatientPhones");

            migrationBuilder.DropColumn(
                name: "DollarsOfCentre",
                table: "OutsideLimits");

            migrationBuilder.DropColumn(
                name: "DollarsPerUser",
                table: "OutsideLimits");

            migrationBuilder.DropColumn(
                name: "Rates",
                table: "OutsideLimits");

            migrationBuilder.DropColumn(
                name: "Fax",
                table: "Locations");

            migrationBuilder.DropColumn(
                name: "Note",
                table: "Locations");

            migrationBuilder.DropColumn(
                name: "OpenFrom",
                table: "Locations");

            migrationBuilder.DropColumn(
                name: "Phone",
                table: "Locations");

            migrationBuilder.DropColumn(
                name: "RetiredAt",
                table: "Locations");

            migrationBuilder.DropColumn(
                name: "Schedule",
                table: "Locations");

            migrationBuilder.CreateIndex(
                name: "IX_Patients_LastName_FirstName",
                table: "Patients",
                columns: new[] { "LastName", "FirstName" });
        }
    }
}
